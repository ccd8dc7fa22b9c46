"""Ruling lines in a picture of a page."""
