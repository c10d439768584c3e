"""The style of curves, bands and marks: colours, line styles, legends."""
