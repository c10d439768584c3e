"""Draw a `FigureSpec` with matplotlib, or as text in a terminal."""
