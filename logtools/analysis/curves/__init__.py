"""Curves: smoothed, averaged over runs, downsampled, and placed on an x-axis."""
