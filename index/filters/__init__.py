"""Filters by metadata: from names and values to the rows that a search may find."""
