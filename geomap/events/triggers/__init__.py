"""Where a sentence tells of an event: the rows that fit its words and its tree."""
