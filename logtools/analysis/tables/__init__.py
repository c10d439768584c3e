"""Frames of one row an epoch, step, run or metric, made of the tidy frame."""
