"""Documents become sentences, tokens, dates and numbers, all with exact spans."""
