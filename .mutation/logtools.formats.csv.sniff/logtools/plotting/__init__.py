"""Turn a collection of runs into a `FigureSpec`."""
