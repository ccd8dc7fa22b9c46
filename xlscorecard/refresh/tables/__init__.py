"""Excel tables that grow and shrink, and the charts and pivot tables that follow them."""
