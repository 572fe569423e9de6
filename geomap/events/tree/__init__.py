"""A sentence and its tree: the reader's slips mended, words by their forms, what hangs on what."""
