"""Frame in, frame out: what can be computed from observations. Nothing here reads a path or prints."""
