"""Compute frames and findings from frames of observations. Nothing here reads files or prints."""
