"""The place table: names to places, places to regions, positions to places."""
