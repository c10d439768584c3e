"""Prepare curves for plots: smooth, average over runs, downsample, and compute x-values."""
