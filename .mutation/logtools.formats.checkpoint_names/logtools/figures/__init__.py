"""Figures as plain data (`spec`), and the renderers that draw them (`renderers`)."""
