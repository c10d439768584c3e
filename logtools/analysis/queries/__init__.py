"""Query runs: filter and sort them, compute columns, choose a hyperparameter for colours."""
