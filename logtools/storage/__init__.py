"""Finding and opening: the only reader of log folders, and the only writer of results."""
