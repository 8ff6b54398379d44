"""The wellness dashboard of a Youth Mental Health Collaborative."""
