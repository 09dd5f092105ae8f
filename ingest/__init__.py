"""From bytes to documents, measures, clauses and fields, each with the span it was read from."""
