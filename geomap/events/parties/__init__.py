"""Who may act: noun phrases with country and sector, and what a document remembers of them."""
