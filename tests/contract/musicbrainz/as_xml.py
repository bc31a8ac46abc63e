"""Recorded JSON of MusicBrainz in the XML that its other format is: same data, names and nesting of the XML schema.

Recordings of real XML are few; what the client needs of JSON ones is put into XML here, apart from any code under test.
"""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?><metadata xmlns="http://musicbrainz.org/ns/mmd-2.0#">'


def message(inner: str) -> bytes:
    """A whole answer."""
    return f"{HEAD}{inner}</metadata>".encode()


def recording(told: dict[str, Any]) -> str:
    length = f"<length>{told['length']}</length>" if told.get("length") else ""
    video = "<video>true</video>" if told.get("video") else ""
    credit = "".join(
        f"<name-credit joinphrase={quoteattr(part['joinphrase'])}>"
        f"<name>{escape(part['name'])}</name><artist id={quoteattr(part['artist']['id'])}>"
        f"<name>{escape(part['artist']['name'])}</name></artist></name-credit>"
        for part in told.get("artist-credit", [])
    )
    isrcs = "".join(f"<isrc id={quoteattr(isrc)} />" for isrc in told.get("isrcs", []))
    return (
        f"<recording id={quoteattr(told['id'])}><title>{escape(told['title'])}</title>{length}{video}"
        f"<artist-credit>{credit}</artist-credit><isrc-list>{isrcs}</isrc-list></recording>"
    )


def isrc(told: dict[str, Any]) -> str:
    inner = "".join(recording(one) for one in told["recordings"])
    return f"<isrc id={quoteattr(told['isrc'])}><recording-list>{inner}</recording-list></isrc>"


def tags(told: list[dict[str, Any]]) -> str:
    inner = "".join(f'<tag count="{one["count"]}"><name>{escape(one["name"])}</name></tag>' for one in told)
    return f"<tag-list>{inner}</tag-list>"
