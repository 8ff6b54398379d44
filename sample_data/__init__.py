"""An invented district, written as the deliveries its partners would send."""
