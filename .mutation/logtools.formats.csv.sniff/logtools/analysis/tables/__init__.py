"""Frames with one row per epoch, step, run or metric, computed from the tidy frame."""
