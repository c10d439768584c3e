"""Read untrusted YAML: to plain nodes and values, without ever constructing objects or executing tags."""
