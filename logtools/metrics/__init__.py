"""What the name of a metric says: direction, stage, quantity; and finding metrics by name."""
