"""Build a `FigureSpec` from frames."""
