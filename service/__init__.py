"""From hits to answers, pages and commands."""
