"""The ledger: what is recorded, what is required, what it scores."""
