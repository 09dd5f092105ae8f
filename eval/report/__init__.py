"""One self-contained page about systems that were measured on the same questions."""
