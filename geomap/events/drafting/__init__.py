"""What of all that is found is an event, and how it is written down."""
