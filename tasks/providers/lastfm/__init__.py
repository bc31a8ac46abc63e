"""Last.fm: what listeners tag tracks and artists with."""
