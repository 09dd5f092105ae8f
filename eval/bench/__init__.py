"""Speed and size, printed as figures and as ratios to a peer measured in the same run."""
