"""Histories put out of shape: bytes, texts, rows, encodings and names, chosen by a seeded random."""

import json
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
NAMES = ("Streaming_History_Audio_{}.json", "endsong_{}.json", "StreamingHistory{}.json", "endvideo{}.json")


def mutated(random: Random, folder: Path, number: int) -> str:
    """Write one such history; its name."""
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
    name = random.choice(NAMES).format(number)
    (folder / name).write_bytes(content)
    return name
