"""Which columns a table without lines has: from white space, drawn lines, and its header."""
