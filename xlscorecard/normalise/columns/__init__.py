"""What each column of a table holds: its role, its period, what it rates."""
