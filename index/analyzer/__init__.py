"""Text and questions as search terms that know where they stand."""
