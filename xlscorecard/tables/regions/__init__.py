"""Which stretches of a page may be a table that few lines rule or none, and which are none."""
