"""Countries and platforms of the sandbox, by the provider's own codes."""

from typing import Final

# The countries with a weekly song chart, in the order of their slugs.
CHART_COUNTRIES: Final = ("US", "GB", "DE", "FR", "JP", "BR")

COUNTRY_NAMES: Final = {
    "US": "United States",
    "GB": "United Kingdom",
    "DE": "Germany",
    "FR": "France",
    "JP": "Japan",
    "BR": "Brazil",
    "KR": "South Korea",
    "CN": "China",
    "TW": "Taiwan",
    "EG": "Egypt",
    "MA": "Morocco",
    "UA": "Ukraine",
    "KZ": "Kazakhstan",
    "GR": "Greece",
    "NO": "Norway",
    "PL": "Poland",
    "TR": "Turkey",
    "ES": "Spain",
    "HU": "Hungary",
    "IS": "Iceland",
    "CA": "Canada",
    "AU": "Australia",
}

COUNTRIES_OF_SCRIPT: Final = {
    "latin": ("US", "GB", "CA", "AU"),
    "markup": ("US", "GB", "DE", "FR", "BR"),
    "diacritic": ("NO", "PL", "TR", "ES", "HU", "IS", "DE", "FR", "BR"),
    "korean": ("KR",),
    "japanese": ("JP",),
    "chinese": ("CN", "TW"),
    "arabic": ("EG", "MA"),
    "cyrillic": ("UA", "KZ"),
    "greek": ("GR",),
}

# What a song's number means on each platform; all but airplay are counters since release.
TRACK_METRICS: Final = {
    "spotify": "streams",
    "youtube": "views",
    "shazam": "count",
    "airplay": "plays",
    "tiktok": "videos",
}
TRACK_PLATFORMS: Final = tuple(TRACK_METRICS)
FLOW_PLATFORMS: Final = ("airplay",)  # our assumption: the plays of that day, not a counter

# Fields of an artist's social audience that a platform fills.
ARTIST_FIELDS: Final = {
    "spotify": ("followers",),
    "youtube": ("followers", "posts", "views"),
    "instagram": ("followers", "following", "posts"),
    "tiktok": ("followers", "likes", "posts"),
}
ARTIST_PLATFORMS: Final = tuple(ARTIST_FIELDS)
STREAMING_PLATFORMS: Final = ("spotify",)

PLATFORM_NAMES: Final = {
    "airplay": "Airplay",
    "amazon": "Amazon",
    "anghami": "Anghami",
    "apple-music": "Apple Music",
    "beatport": "Beatport",
    "boomplay": "Boomplay",
    "deezer": "Deezer",
    "gaana": "Gaana",
    "genius": "Genius",
    "jiosaavn": "Jiosaavn",
    "line-music": "Line Music",
    "melon": "Melon",
    "netease": "NetEase",
    "qq-music": "QQ Music",
    "shazam": "Shazam",
    "soundcloud": "Soundcloud",
    "spotify": "Spotify",
    "tidal": "Tidal",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "itunes": "iTunes",
    "instagram": "Instagram",
}
SONG_CHART_PLATFORMS: Final = tuple(code for code in PLATFORM_NAMES if code != "instagram")
