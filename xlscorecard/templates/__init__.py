"""The workbooks that councils can take as they are, empty or filled from a converted paper."""
