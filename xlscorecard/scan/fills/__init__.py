"""Filled areas in a picture of a page, and the rules that they stand for or hide."""
