"""Export files to measure with, as Spotify writes them: users with tastes of their own, repeats, podcasts, overlaps."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

TRACKS = 300_000
SHARE = 8_000  # tracks a user ever hears
PODCASTS = 0.05
OVERLAP = 0.01  # of a file's rows are in the next one again
FIRST_AT = 1_420_070_400  # 2015
PLATFORMS = ("ios", "Android OS 13 API 33 (samsung, SM-G991B)", "Windows 10 (10.0.19045; x64)", "web_player", "sonos")
REASONS = ("trackdone", "fwdbtn", "clickrow", "backbtn", "endplay", "logout")


COLUMNS = (
    "ts",
    "platform",
    "ms_played",
    "conn_country",
    "name",
    "artist",
    "album",
    "uri",
    "reason_start",
    "reason_end",
    "shuffle",
    "skipped",
    "offline",
    "offline_timestamp",
    "incognito_mode",
)


def user_rows(user: int, rows: int) -> Iterator[tuple[int | str | bool | None, ...]]:
    """Rows of a user in the order of time: values as COLUMNS says, ``ts`` in seconds since 1970."""
    rolls = np.random.default_rng([7, user])
    fame = 1 / np.arange(1, TRACKS + 1) ** 0.8
    mine = rolls.choice(TRACKS, SHARE, replace=False, p=fame / fame.sum())
    liking = rolls.pareto(1.1, SHARE) + 0.1
    heard = mine[rolls.choice(SHARE, rows, p=liking / liking.sum())].tolist()
    is_podcast = (rolls.random(rows) < PODCASTS).tolist()
    ended = (FIRST_AT + np.cumsum(rolls.integers(20, 2400, rows))).tolist()
    ms = np.where(rolls.random(rows) < 0.3, rolls.integers(0, 60_000, rows), rolls.integers(90_000, 400_000, rows))
    platforms = rolls.choice(len(PLATFORMS), rows, p=(0.6, 0.2, 0.1, 0.06, 0.04)).tolist()
    starts, ends = (rolls.choice(len(REASONS), rows, p=(0.6, 0.2, 0.1, 0.04, 0.04, 0.02)).tolist() for _ in range(2))
    shuffle, skipped, offline = ((rolls.random(rows) < share).tolist() for share in (0.3, 0.2, 0.03))
    for at, (track, played) in enumerate(zip(heard, ms.tolist(), strict=True)):
        episode = track % 900
        named: tuple[str | None, ...] = (
            f"A Song Called Number {track}",
            f"The Band Number {track // 40}",
            f"Album {track // 10} (Deluxe Edition)",
            f"spotify:track:{track:022d}",
        )
        if is_podcast[at]:
            named = (f"Episode {episode}", f"A Show {episode % 40}", None, f"spotify:episode:{episode:022d}")
        yield (
            ended[at], PLATFORMS[platforms[at]], played, "DE", *named, REASONS[starts[at]], REASONS[ends[at]],
            shuffle[at], skipped[at], offline[at], ended[at] - played // 1000, False,
        )  # fmt: skip


def write_user(folder: Path, user: int, rows: int, file_bytes: int) -> int:
    """The user's export in files of about so many bytes, below a folder of the user's name; rows in them."""
    below = folder / f"user {user}" / "Spotify Extended Streaming History"
    below.mkdir(parents=True)
    texts: list[str] = []
    size = number = written = fresh = 0

    def end_file() -> None:
        nonlocal number, written
        path = below / f"Streaming_History_Audio_{number:03d}.json"
        path.write_text(f"[{','.join(texts)}]", encoding="utf-8")
        number, written = number + 1, written + len(texts)

    for row in user_rows(user, rows):
        texts.append(_text(row))
        size += len(texts[-1]) + 1
        fresh += 1
        if size >= file_bytes:
            end_file()
            texts = texts[-int(OVERLAP * len(texts)) :]
            size, fresh = sum(map(len, texts)), 0
    if fresh:
        end_file()
    return written


def _text(row: tuple[int | str | bool | None, ...]) -> str:
    (
        ts,
        platform,
        ms,
        country,
        name,
        artist,
        album,
        uri,
        start,
        end,
        shuffle,
        skipped,
        offline,
        offline_at,
        incognito,
    ) = row
    is_track = str(uri).startswith("spotify:track")
    nothing = (None, None, None)
    title, band, record = (name, artist, album) if is_track else nothing
    episode, show, _ = nothing if is_track else (name, artist, None)
    return json.dumps(
        {
            "ts": datetime.fromtimestamp(int(str(ts)), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "platform": platform,
            "ms_played": ms,
            "conn_country": country,
            "ip_addr": "203.0.113.7",
            "master_metadata_track_name": title,
            "master_metadata_album_artist_name": band,
            "master_metadata_album_album_name": record,
            "spotify_track_uri": uri if is_track else None,
            "episode_name": episode,
            "episode_show_name": show,
            "spotify_episode_uri": None if is_track else uri,
            "audiobook_title": None,
            "audiobook_uri": None,
            "audiobook_chapter_uri": None,
            "audiobook_chapter_title": None,
            "reason_start": start,
            "reason_end": end,
            "shuffle": shuffle,
            "skipped": skipped,
            "offline": offline,
            "offline_timestamp": offline_at,
            "incognito_mode": incognito,
        },
        separators=(",", ":"),
    )
