"""Rows of a table understood -> records, each value with its unit, period, rating and doubts."""
