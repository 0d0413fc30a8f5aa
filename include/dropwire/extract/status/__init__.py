"""Whether a deed happened, is claimed, denied or planned, and whether it is news or background."""
