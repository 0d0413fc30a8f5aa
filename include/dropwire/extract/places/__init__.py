"""Where: names of the gazetteer, unknown names placed by what stands around, and measures beside them."""
