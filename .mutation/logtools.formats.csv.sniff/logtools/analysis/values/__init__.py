"""Values that represent a run: the best of a curve, the value at a checkpoint, the area under the curve, ..."""
