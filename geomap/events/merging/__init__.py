"""One event, told more than once."""
