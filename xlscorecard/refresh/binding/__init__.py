"""Which cell takes which figure, and in which manner it is written."""
