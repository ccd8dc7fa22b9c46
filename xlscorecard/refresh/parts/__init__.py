"""What a workbook's parts state: sheets, names, formats, formulas and what must not be written."""
