"""Parse CSV files: from bytes to tables of cells, without interpreting their columns."""
