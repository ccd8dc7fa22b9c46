"""Over which of the columns each text stands, how many a header gathers, where the header ends."""
