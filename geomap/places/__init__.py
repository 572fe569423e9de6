"""Which words name places, and which places they mean."""
