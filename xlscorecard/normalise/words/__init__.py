"""What texts in a scorecard say by themselves: headers, labels, periods and marks of the field."""
