"""Where and when it was, and whether it was."""
