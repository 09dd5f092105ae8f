"""One score for a row out of those of both legs."""
