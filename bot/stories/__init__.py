"""Which articles are on one event: sketches of articles, links between them, and the groups that links make."""
