"""Ink → arrows, discs and stars, apart from letters."""
