"""Discogs: genres and styles of albums."""
