"""Immutable index folders, one a generation, and the pointer to the current one."""
