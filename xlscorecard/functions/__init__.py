"""The worksheet functions: one catalogue from which every spreadsheet route is made."""
