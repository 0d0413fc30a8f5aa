"""Pages made of own-written articles in many layouts, with their true text: see `build.py`."""
