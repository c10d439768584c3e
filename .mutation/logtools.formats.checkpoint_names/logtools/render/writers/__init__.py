"""Write tables as text and frames as files: one module per format, listed in `registry`."""
