"""Numbers of people and money, and where they belong."""
