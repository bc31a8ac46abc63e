"""Histories put out of shape: bytes, texts, rows, encodings and names, chosen by a seeded random."""

import json
import os
from pathlib import Path
from random import Random
from typing import Any

from tests.warehouse.histories import account, heard

ODD_VALUES: tuple[Any, ...] = (
    None, "", "\0", "\ud800", "spotify:local:a:b:c:1", "x" * 3000, -1, 2**31, 2**64, 1.5, float("nan"), True, [], {},
    "9999-12-31T23:59:59Z", "2099-01-01T00:00:00Z", "2024-02-30T00:00:00Z", "0001-01-01T00:00:00+23:59",
)  # fmt: skip
ODD_BYTES = (b"\xff", b"\0", b"\\ud800", b"\xef\xbb\xbf", b"[", b"}", b'"', b"\x1b[2J", b"[" * 3000)
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252")
# Of names: what may stand before the ending, and folders.
MARKS = ("", "", "", "", "", "", "\x1b[2J", "\n", "\udcff", " (1)", "ü")
FOLDERS = ("", "", "", "", "MyData/", "a/b/c/d/e/", "\udcfe/")
NAMES = ("Streaming_History_Audio_{}.json", "endsong_{}.json", "StreamingHistory{}.json", "endvideo{}.json")


def mutated(random: Random, folder: Path, number: int) -> str:
    """Write one such history; its path within the folder."""
    name = random.choice(NAMES).format(f"{number}{random.choice(MARKS)}")
    path = folder / random.choice(FOLDERS) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mutated_content(random))
    return path.relative_to(folder).as_posix()


def mutated_content(random: Random) -> bytes:
    """The bytes of one."""
    rows: list[dict[str, Any]] = [
        random.choice((heard(f"2024-05-01T10:{minute:02d}:00Z", minute), account(f"2024-05-01 11:{minute:02d}")))
        for minute in range(random.randint(0, 5))
    ]
    for row in rows:
        row["reason_end"] = random.choice(("endplay", "trackdone", "Ähre"))
        if random.random() < 0.4:
            row[random.choice(list(row))] = random.choice(ODD_VALUES)
    text = json.dumps(rows, ensure_ascii=random.random() < 0.7)
    content = text.encode(random.choice(ENCODINGS), "replace")
    for _ in range(random.randint(0, 2)):
        place = random.randint(0, len(content))
        end = place + random.choice((0, 0, 1, 20))
        content = content[:place] + random.choice(ODD_BYTES) + content[end:]
    if random.random() < 0.1:
        content = content[: random.randint(0, len(content))]
    return content


def odd_entries(random: Random, folder: Path) -> set[str]:
    """Put what is no file, named like a history, into the folder; the paths within it."""
    names = {random.choice(NAMES).format(f"odd{place}") for place in range(random.randint(0, 4))}
    for name in names:
        path = folder / name
        match random.choice(("pipe", "device", "loop", "folder loop", "nowhere", "devices")):
            case "pipe":
                os.mkfifo(path)
            case "device":
                path.symlink_to("/dev/zero")
            case "loop":
                path.symlink_to(path)
            case "folder loop":
                path.symlink_to(folder)
            case "nowhere":
                path.symlink_to(folder / "nowhere")
            case _:
                path.symlink_to("/dev")
    return names
