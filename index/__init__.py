"""From measures to ranked hits."""
