"""Layouts other than a row for each measure, turned to face the usual way: cards, forms, tiles."""
