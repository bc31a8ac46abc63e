"""Listening histories in the warehouse: whose they are, what was heard, every row once."""
