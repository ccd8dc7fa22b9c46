"""Which rows of a grid are its header, and what each of its other rows is."""
