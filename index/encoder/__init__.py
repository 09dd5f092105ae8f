"""Texts to vectors of unit length: the embedded default, any sentence-transformers model, and one without a model."""
