"""The label's own catalogue of works, and the Spotify track that each of them is."""
