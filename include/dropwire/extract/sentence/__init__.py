"""A sentence with all that was found in it, cut into clauses: the scene in which roles are given."""
