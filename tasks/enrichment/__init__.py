"""From heard tracks to Spotify's catalogue. Apart from `catalog`, which is what charts lead to at another provider,
and from `listening`, which knows no provider."""
