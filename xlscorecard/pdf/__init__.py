"""PDF to pages: the only room that knows a PDF library."""
