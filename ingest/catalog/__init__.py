"""The catalog: every version of every document, its original bytes, and what was read from it, in SQL."""
