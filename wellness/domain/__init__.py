"""What the words mean: quarters, places, indicators, cells, questions, releases."""
