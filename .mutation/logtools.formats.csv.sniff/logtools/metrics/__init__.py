"""Infer direction, stage and quantity from the names of metrics, and find metrics by name."""
