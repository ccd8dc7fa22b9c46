"""Lines of text and ruling lines of a page, before any table; and the slots that cells stand in."""
