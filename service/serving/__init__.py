"""What stands between the network and the routes: limits, request ids, logs, metrics, headers."""
