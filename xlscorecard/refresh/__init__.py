"""A council's own workbook gets fresh figures, and nothing else in it changes.

``refresh`` is the job on one screen: read the workbook (``parts/``), bind the data to its cells
(``binding/``), write (``write`` into the file, ``xlwings_writer`` into an open Excel), save.
"""
