"""Council performance scorecards: from papers to one model, rated, and back into Excel."""

__version__ = "0.1.0"
