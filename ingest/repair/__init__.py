"""Undo what scraping and conversion did to a text, on evidence, and record every change."""
