"""From counts to what may be printed: the count cells of a family, tied together and protected."""
