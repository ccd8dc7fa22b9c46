"""Every doubt beside its picture: decisions, the local page, the static report."""
