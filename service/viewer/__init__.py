"""Documents as pages: the text with what was read from it, and quotes at their addresses."""
