"""Tables that lines, boxes or cards enclose."""
