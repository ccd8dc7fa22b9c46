"""Scanned pages: a picture of a page → the same Page that a born-digital one gives."""
