"""When: every day, stretch and feast a text names, reckoned from the day it was written."""
