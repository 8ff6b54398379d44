"""From a partner's file to a release: check, load, add up, protect, publish."""
