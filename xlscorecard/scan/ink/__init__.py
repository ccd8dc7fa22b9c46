"""What stands out from the ground of a page: the ink that text and symbols are made of."""
