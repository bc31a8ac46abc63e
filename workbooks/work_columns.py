"""Columns of a list of works, as people bring it in and as the pages say it."""

COLUMNS = ("work_code", "title", "artist", "isrc", "upc", "writers", "album", "duration", "release_on")
NEEDED = ("title",)
NEEDED_WITHOUT_ARTIST = ("title", "artist")
