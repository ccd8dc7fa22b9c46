"""Blocks of a paper -> scorecard: what each table, column, row, colour and arrow means."""
