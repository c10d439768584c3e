"""The CSV file itself: what its bytes hold, before anything in it has a meaning."""
