"""The words policy texts use, as TOML files that a domain expert can edit, and what compiles them."""
