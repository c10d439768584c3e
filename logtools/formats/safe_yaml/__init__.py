"""YAML that nobody has to trust: read to plain nodes, of which nothing is ever constructed or run."""
