"""What could be done for an artist, what became of it, and what it brought."""
