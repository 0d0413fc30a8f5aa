"""The events of an article, as its sentences tell them on: what is carried over, told again, denied later."""
