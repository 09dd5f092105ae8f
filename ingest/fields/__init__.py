"""What a measure or clause says, each fact with the span it was read from."""
