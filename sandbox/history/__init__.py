"""Listeners' histories as Spotify hands them out: files of every form it has used, with the flaws they come with."""
