"""MusicBrainz: recordings and what people tag them with."""
