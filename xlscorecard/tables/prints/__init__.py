"""Worksheets printed without their grid lines."""
