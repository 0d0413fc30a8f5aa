"""Who did what to whom, for each word that tells of a deed."""
