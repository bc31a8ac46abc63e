"""Soundcharts' addresses. Each endpoint has a version of its own, which freezes the shape of its answers."""

ENDPOINTS = {
    "platforms": "/api/v2/referential/platforms",
    "platforms_social": "/api/v2/referential/platforms/social",
    "platforms_streaming": "/api/v2/referential/platforms/streaming",
    "platforms_song_chart": "/api/v2/chart/song/platforms",
    "charts": "/api/v2/chart/song/by-platform/{platform}",
    "ranking_dates": "/api/v2/chart/song/{slug}/available-rankings",
    "ranking": "/api/v2.14/chart/song/{slug}/ranking/{at}",
    "song": "/api/v2.25/song/{uuid}",
    "artist": "/api/v2.9/artist/{uuid}",
    "song_audience": "/api/v2/song/{uuid}/audience/{platform}",
    "artist_audience": "/api/v2/artist/{uuid}/audience/{platform}",
    "artist_listening": "/api/v2/artist/{uuid}/streaming/{platform}",  # in all and by country and city
    "artist_listening_total": "/api/v2/artist/{uuid}/streaming/{platform}/listening",
    "artist_by_platform": "/api/v2.9/artist/by-platform/{platform}/{identifier}",
    "artist_songs": "/api/v2.21/artist/{uuid}/songs",
    "artist_related": "/api/v2/artist/{uuid}/related",  # Spotify's "Fans also like"
    "artist_popularity": "/api/v2/artist/{uuid}/popularity/{platform}",
    "song_popularity": "/api/v2/song/{uuid}/popularity/{platform}",
    "artist_playlists": "/api/v2.20/artist/{uuid}/playlist/current/{platform}",
    "song_playlists": "/api/v2.20/song/{uuid}/playlist/current/{platform}",
    "artist_radio": "/api/v2/artist/{uuid}/broadcast-groups",  # spins, counted by station
    "song_radio": "/api/v2/song/{uuid}/broadcast-groups",
    "artist_chart_places": "/api/v2/artist/{uuid}/charts/song/ranks/{platform}",
    "artist_concerts": "/api/v2/artist/{uuid}/events",
    "artist_stats": "/api/v2/artist/{uuid}/current/stats",
    "song_stats": "/api/v2/song/{uuid}/current/stats",
    "tiktok_sound": "/api/v2/tiktok/music/{identifier}",
    "usage": "/api/v2/team/usage",
}

# Lists give at most this many items a page; time series are asked for in windows of at most this many days.
PAGE_LIMIT = 100
WINDOW_DAYS = 90
