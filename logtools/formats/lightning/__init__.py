"""What PyTorch Lightning's CSVLogger writes: names, rows and axes of `metrics.csv` to observations."""
