"""The same measure through the years: matching, breaks, restated figures, charts, the workbook."""
