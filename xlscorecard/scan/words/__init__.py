"""Ink → lines and words as read, with their sizes and how sure they are."""
