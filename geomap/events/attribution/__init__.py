"""Who did it to whom: the sides of verbs and nouns."""
