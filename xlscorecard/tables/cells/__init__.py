"""What stands in a layout's slots: text, fills, symbols, coloured bars."""
