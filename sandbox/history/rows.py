"""One play as a row of each form."""

from datetime import datetime
from typing import Any

from sandbox.listening import Heard

Row = dict[str, Any]
ADDRESS = "203.0.113.7"  # of a network kept for examples
AGENT = "unknown"


def extended_row(heard: Heard) -> Row:
    """As exports write it since about 2023: offline times in seconds."""
    return {
        "ts": _time(heard.ended_at),
        "platform": heard.platform,
        "ms_played": heard.ms,
        "conn_country": heard.country,
        "ip_addr": ADDRESS,
        **_names(heard),
        **_book(heard),
        **_circumstances(heard),
        "offline_timestamp": int(heard.offline_at.timestamp()) if heard.offline_at else None,
        "incognito_mode": heard.incognito,
    }


def old_row(heard: Heard, username: str) -> Row:
    """As exports wrote it until about 2022: a user name and a program, no books, offline times in milliseconds or 0."""
    return {
        "ts": _time(heard.ended_at),
        "username": username,
        "platform": heard.platform,
        "ms_played": heard.ms,
        "conn_country": heard.country,
        "ip_addr_decrypted": ADDRESS,
        "user_agent_decrypted": AGENT,
        **_names(heard),
        **_circumstances(heard),
        "offline_timestamp": int(heard.offline_at.timestamp() * 1000) if heard.offline_at else 0,
        "incognito_mode": heard.incognito,
    }


def account_row(heard: Heard) -> Row:
    """As account data writes it: the minute of the end, names, no ids."""
    names = (
        {"artistName": heard.artist, "trackName": heard.name}
        if heard.kind == "music"
        else {"podcastName": heard.artist, "episodeName": heard.name}
    )
    return {"endTime": heard.ended_at.strftime("%Y-%m-%d %H:%M"), **names, "msPlayed": heard.ms}


def _time(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _names(heard: Heard) -> Row:
    is_music, is_podcast = heard.kind == "music", heard.kind == "podcast"
    return {
        "master_metadata_track_name": heard.name if is_music else None,
        "master_metadata_album_artist_name": heard.artist if is_music else None,
        "master_metadata_album_album_name": heard.album if is_music else None,
        "spotify_track_uri": f"spotify:track:{heard.id}" if is_music and heard.id else None,
        "episode_name": heard.name if is_podcast else None,
        "episode_show_name": heard.artist if is_podcast else None,
        "spotify_episode_uri": f"spotify:episode:{heard.id}" if is_podcast and heard.id else None,
    }


def _book(heard: Heard) -> Row:
    is_book = heard.kind == "audiobook"
    return {
        "audiobook_title": heard.album if is_book else None,
        "audiobook_uri": f"spotify:show:{heard.id[::-1]}" if is_book and heard.id else None,
        "audiobook_chapter_uri": f"spotify:episode:{heard.id}" if is_book and heard.id else None,
        "audiobook_chapter_title": heard.name if is_book else None,
    }


def _circumstances(heard: Heard) -> Row:
    return {
        "reason_start": heard.reason_start,
        "reason_end": heard.reason_end,
        "shuffle": heard.shuffle,
        "skipped": heard.skipped,
        "offline": heard.offline,
    }
