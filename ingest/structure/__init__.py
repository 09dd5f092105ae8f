"""From a repaired text to its head, sections, measures and clauses."""
