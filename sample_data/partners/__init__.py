"""Files as partners send them: each in a layout of its own, from the same rows as all others."""
