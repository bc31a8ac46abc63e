"""TheAudioDB: genre, style, mood and theme of tracks and artists."""
