"""The events of one sentence: each deed with its sides, type, day, place and toll."""
