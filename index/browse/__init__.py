"""What there is in a snapshot beside answers to questions: lists, records, neighbours, units, suggestions."""
