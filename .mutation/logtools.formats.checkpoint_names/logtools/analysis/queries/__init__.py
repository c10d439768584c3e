"""Query runs: filter and sort them, compute columns, and choose a hyperparameter for colours."""
