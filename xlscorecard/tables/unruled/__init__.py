"""Tables that few lines rule or none: which texts are one, their columns, headers and rows."""
