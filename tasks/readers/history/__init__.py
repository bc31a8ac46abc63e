"""Listening histories as Spotify hands them to their listeners: files found, rows read, personal fields left behind."""
