"""The widget that other pages embed, and the portal page."""
