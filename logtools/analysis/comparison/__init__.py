"""Runs and groups of runs compared: ranking, statistics and tests."""
