"""What curves, bands and marks look like: colours, line styles, legends."""
