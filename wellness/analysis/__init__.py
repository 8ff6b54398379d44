"""Statistics on plain numbers: arrays in, arrays out."""
