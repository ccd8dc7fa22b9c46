"""Tables that few lines rule or none: their columns, rows, spans and headers."""
