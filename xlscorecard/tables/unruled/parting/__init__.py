"""One text or two: words of neighbouring columns that stand as close as those of one text."""
