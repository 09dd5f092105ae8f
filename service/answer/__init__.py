"""Questions answered in sentences, each of them proved by quotes."""
