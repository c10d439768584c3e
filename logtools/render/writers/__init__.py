"""Write tables as text and frames as files: one module a format, listed in `registry`."""
