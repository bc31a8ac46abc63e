"""Spotify: tracks and albums."""
