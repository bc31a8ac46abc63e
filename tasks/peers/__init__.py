"""Which artists are alike, and where each stands among others of its size and genre."""
