"""The spreadsheet routes: building, installing, serving and checking the worksheet functions."""
