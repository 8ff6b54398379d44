"""Adding up: from what each site reported to every place, period and category."""
