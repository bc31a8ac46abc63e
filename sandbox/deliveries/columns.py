"""The vendor's tables and their columns, in the order in which it writes them."""

from typing import Final

_PERIOD = ("THIS_PERIOD", "LAST_PERIOD", "ACTIVITY_TO_DATE", "PERIOD_PERCENT_GROWTH", "CURRENT_YEAR", "CURRENT_WEEK")

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "SPOTIFY_TRACKS": (
        "ID",
        "SPOTIFY_ID",
        "NAME",
        "POPULARITY",
        "PREVIEW_URL",
        "ISRC",
        "SANITIZED_ISRC",
        "DURATION_MS",
        "SPOTIFY_ALBUM_ID",
        "COMPUTED_LANGUAGE",
        "PRIMARY_SPOTIFY_ACCOUNT_ID",
        "RADIO_PLAYLIST_SPOTIFY_ID",
        "UPDATED_AT",
    ),
    "SPOTIFY_ACCOUNTS": (
        "ID",
        "SPOTIFY_ID",
        "NAME",
        "POPULARITY",
        "SPOTIFY_URL",
        "FOLLOWER_COUNT",
        "IMAGE_URL_LARGE",
        "IMAGE_URL_MEDIUM",
        "IMAGE_URL_SMALL",
        "HEADER_IMAGE_URL",
        "ARTIST_ID",
        "UPDATED_AT",
    ),
    "SPOTIFY_ACCOUNT_TRACKS": ("ID", "SPOTIFY_ACCOUNT_ID", "SPOTIFY_TRACK_ID", "PRIMARY", "CREATED_AT", "UPDATED_AT"),
    "SPOTIFY_ALBUMS": ("ID", "NAME", "RELEASE_DATE"),
    "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS": ("SPOTIFY_TRACK_ID", "UNIFIED_SONG_ID"),
    "LUMINATE_DAILY_SONG_METRICS": (
        "UNIFIED_SONG_ID",
        "ARTIST",
        "TITLE",
        "METRIC_TYPE",
        "REGION",
        "DATE",
        "UPDATED_ON",
        "THIS_DAY",
        "THIS_WEEK",
        "LAST_WEEK",
        "YEAR_TO_DATE",
        "ACTIVITY_TO_DATE",
        "YEAR",
        "WEEK",
        "WEEK_ID",
        "END_OF_WEEK",
    ),
    "LUMINATE_ACCOUNTS": (
        "ID",
        "LUMINATE_ID",
        "SPOTIFY_ACCOUNT_ID",
        "LUMINATE_ID_UPDATED_AT",
        "CREATED_AT",
        "UPDATED_AT",
        *(f"US_{column}" for column in _PERIOD),
        *(f"GLOBAL_{column}" for column in _PERIOD),
    ),
    "TIKTOK_SOUNDS": ("ID", "TIKTOK_ID", "NAME", "AUTHOR", "SPOTIFY_TRACK_ID", "POST_COUNT"),
    "TIKTOK_SOUND_METRICS": ("TIKTOK_SOUND_ID", "CREATED_AT", "POST_COUNT"),
}

SONG_METRICS: Final = "LUMINATE_DAILY_SONG_METRICS"
SOUND_METRICS: Final = "TIKTOK_SOUND_METRICS"
DAILY: Final = (SONG_METRICS, SOUND_METRICS)  # long ones, written compressed

# What THIS_DAY is called in the one drop whose columns changed without notice.
RENAMED_TO: Final = "DAY_TOTAL"
