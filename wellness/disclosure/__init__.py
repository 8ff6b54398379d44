"""Small cells: which counts may be printed, and which may not."""
