"""A listener's whole history as one download: a folder in the listener's language, or a zip of it."""

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from sandbox.history.rows import Row, account_row, extended_row, old_row
from sandbox.listening import Heard, Listener

FILE_BYTES = 12 * 2**20
ACCOUNT_ROWS = 10_000
FOLDERS = (
    "Spotify Extended Streaming History",
    "Erweiterter Streaming-Verlauf",
    "Historique de streaming étendu",
    "Historial de streaming ampliado",
    "拡張ストリーミング履歴",
)
# The old download was asked for when so much of the history had been heard; the new one tells all of it again.
OLD_SHARE = 0.25
OVERLAP = 3  # rows of a file that the next one begins with
ACCOUNT_DAYS = 365


def write_history(listener: Listener, folder: Path, language: int = 0, *, is_zipped: bool = False) -> Path:
    """Write everything a listener got from Spotify over the years; the folder or the zip.

    Every row of the truth is in it at least once in an extended form. Raises OSError.
    """
    files = _files(listener, FOLDERS[language % len(FOLDERS)])
    name = listener.name.casefold()
    if is_zipped:
        path = folder / f"{name}.zip"
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for place, content in files.items():
                archive.writestr(zipfile.ZipInfo(place, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
        return path
    return _written(folder / name, files)


def write_extended(heard: Sequence[Heard], folder: Path) -> Path:
    """Write these plays alone, in the extended form; the folder. Raises OSError."""
    return _written(folder, _extended(heard))


def _written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for place, content in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(content)
    return folder


def _extended(heard: Sequence[Heard]) -> dict[str, bytes]:
    audio, video = ([row for row in heard if row.is_video == is_video] for is_video in (False, True))
    files = dict(_by_year("Audio", audio))
    if video:
        years = _years(video)
        files[f"Streaming_History_Video_{years}.json"] = _array(map(extended_row, video))
    return files


def _files(listener: Listener, inside: str) -> Mapping[str, bytes]:
    heard = listener.heard
    files = {f"{inside}/{name}": content for name, content in _extended(heard).items()}
    files[f"{inside}/ReadMeFirst_ExtendedStreamingHistory.pdf"] = b"%PDF-1.4\n%%EOF\n"
    # the old form knew no books
    old = [row for row in heard[: int(OLD_SHARE * len(heard))] if row.kind != "audiobook"]
    for name, is_video in (("endsong_0.json", False), ("endvideo.json", True)):
        rows = [old_row(row, listener.name.casefold()) for row in old if row.is_video == is_video]
        if rows:
            files[f"MyData 2022/{name}"] = _array(rows)
    files |= {f"Spotify Account Data/{name}": content for name, content in _account(heard)}
    files["Spotify Account Data/Userdata.json"] = json.dumps({"username": listener.name.casefold()}).encode()
    return files


def _by_year(kind: str, heard: Sequence[Heard]) -> Iterable[tuple[str, bytes]]:
    """Files of a year each, or of less where a year is too much; each begins with the end of the one before."""
    number, end = 0, 0
    while end < len(heard):
        begin, year, size = end, heard[end].ended_at.year, 0
        while end < len(heard) and heard[end].ended_at.year == year and size < FILE_BYTES:
            size += len(_text(extended_row(heard[end]))) + 2
            end += 1
        rows = heard[max(begin - OVERLAP, 0) : end]
        yield f"Streaming_History_{kind}_{_years(rows)}_{number}.json", _array(map(extended_row, rows))
        number += 1


def _account(heard: Sequence[Heard]) -> Iterable[tuple[str, bytes]]:
    """The last year once more, in minutes: music and podcasts in files of their own, unknown rows in none."""
    if not heard:
        return
    since = heard[-1].ended_at - timedelta(days=ACCOUNT_DAYS)
    for kind in ("music", "podcast"):
        rows = [account_row(row) for row in heard if row.kind == kind and row.ended_at >= since]
        for number, begin in enumerate(range(0, len(rows), ACCOUNT_ROWS)):
            yield f"StreamingHistory_{kind}_{number}.json", _array(rows[begin : begin + ACCOUNT_ROWS])


def _years(heard: Sequence[Heard]) -> str:
    first, last = heard[0].ended_at.year, heard[-1].ended_at.year
    return str(last) if first == last else f"{first}-{last}"


_text: Callable[[Row], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _array(rows: Iterable[Row]) -> bytes:
    return f"[{','.join(map(_text, rows))}]".encode()
