"""Cells of painted headers whose rules do not show, told by how their names stand."""
