"""From a collection of runs to a `FigureSpec`."""
