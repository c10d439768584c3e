"""Interpret what PyTorch Lightning's CSVLogger writes: from names, rows and axes of `metrics.csv` to observations."""
