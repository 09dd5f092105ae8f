"""Training that adapts the embedded encoder to questions about policies."""
