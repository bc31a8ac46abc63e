"""Readers: a file or a vendor's table becomes typed rows, and rejects with reasons. They know no database of ours."""
