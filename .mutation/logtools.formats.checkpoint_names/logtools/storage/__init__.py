"""Find and read runs: the only package that reads log folders, and the only one that writes files."""
