"""From frames to a `FigureSpec`."""
