"""The lexical leg: BM25 over the words of a row, field by field."""
