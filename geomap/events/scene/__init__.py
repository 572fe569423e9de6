"""What is known of a sentence before a trigger is asked for its sides and its place."""
