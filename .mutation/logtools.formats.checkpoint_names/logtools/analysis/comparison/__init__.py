"""Compare runs and groups of runs: ranking, statistics and tests."""
