"""How many were killed, hurt and captured, and of whom."""
