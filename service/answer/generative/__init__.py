"""Answers that a language model drafts, and that count only where the excerpts bear them out."""
