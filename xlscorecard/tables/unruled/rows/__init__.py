"""Which texts of a table without lines are a row, and which rows a cell is merged over."""
