"""Which things that sources have tags for speak for a heard track. Pure, and the linking of what it says.

Of MusicBrainz the recording, the release chosen for it and every artist credited; of TheAudioDB recording and artists;
of Last.fm track and lead artist, and of Discogs the album, all three by names, as the catalogue writes them.

- "Various Artists" is nobody: it never speaks for a track. A compilation's genres are not its songs': it has no album
  level (the release chosen is none of many artists, see tasks/identity/release.py).
- Last.fm knows names, not ids: two artists of one name share one page there. So its artist level is used only when no
  other artist of that name is known here, neither in Spotify's catalogue nor among MusicBrainz' recordings; a namesake
  nobody here listens to can't be noticed by this, and is why artists weigh least (taxonomies/priors.yaml).
- A track that was not found, neither in the catalogue nor at MusicBrainz, has no subjects: an export's names alone are
  too little to know of whom they speak.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, text

from db.locks import Lock, lock_transaction
from db.statements import statement
from tasks.identity.release import VARIOUS_ARTISTS, is_various

CHUNK = 5_000
# Changes that were written before we looked and committed after it.
OVERLAP = timedelta(minutes=1)


class Speaking(NamedTuple):
    """A thing that speaks for an item: its source's name of it, and a name for people."""

    source: str
    level: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an item: of the catalogue (``title`` None: not in it), and its recording (None: unresolved)."""

    title: str | None = None
    lead: str | None = None
    album: str | None = None
    album_type: str | None = None
    recording: str | None = None
    recording_name: str | None = None
    credit_name: str | None = None
    artist_ids: Sequence[str] = ()
    artist_names: Sequence[str] = ()
    release: str | None = None
    release_name: str | None = None
    is_shared_name: bool = False


def speaking(known: Known) -> list[Speaking]:
    """The subjects that speak for an item, each once."""
    found: list[Speaking] = []
    if known.recording is not None:
        name = f"{known.recording_name} – {known.credit_name}"
        found += [Speaking(source, "track", known.recording, name) for source in ("musicbrainz", "theaudiodb")]
        if known.release is not None:
            found.append(Speaking("musicbrainz", "album", known.release, str(known.release_name)))
        for artist_id, artist in zip(known.artist_ids, known.artist_names, strict=True):
            if artist_id != VARIOUS_ARTISTS:
                found += [Speaking(source, "artist", artist_id, artist) for source in ("musicbrainz", "theaudiodb")]
    title = known.title if known.title is not None else known.recording_name
    lead = known.lead if known.lead is not None else next(iter(known.artist_names), None)
    album = known.album if known.title is not None else known.release_name
    if title is None or lead is None or is_various(lead):
        return list(dict.fromkeys(found))
    found.append(_named("lastfm", "track", lead, title))
    if not known.is_shared_name:
        found.append(Speaking("lastfm", "artist", _bare(lead), _bare(lead)))
    if album is not None and known.album_type != "compilation":
        found.append(_named("discogs", "album", lead, album))
    return list(dict.fromkeys(found))


def link_subjects(engine: Engine, since: datetime | None = None) -> tuple[int, datetime]:
    """Link items that changed since a time (None: all) to what speaks for them; (links changed, time to go on from)."""
    with engine.begin() as connection:
        lock_transaction(connection, Lock.TAG_TARGETS)  # two that link at once would meet in each other's rows
        now: datetime = connection.execute(text("select now()")).scalar_one()
        rows = connection.execute(statement("evidence/identities"), {"since": since}).all()
        connection.execute(statement("evidence/spoken_table"))
        changed = sum(_link(connection, rows[at : at + CHUNK]) for at in range(0, len(rows), CHUNK))
    return changed, now - OVERLAP


def drop_unspoken(engine: Engine) -> int:
    """Forget subjects that speak for nobody any more, with evidence and work; how many."""
    with engine.begin() as connection:
        lock_transaction(connection, Lock.TAG_TARGETS)
        given = {"target_ids": list(connection.execute(statement("evidence/unspoken")).scalars())}
        if given["target_ids"]:
            for rest in ("tag_evidence", "work", "subjects"):
                connection.execute(statement(f"evidence/drop_{rest}"), given)
    return len(given["target_ids"])


def _link(connection: Connection, rows: Sequence[Row[Any]]) -> int:
    told: list[tuple[int, Speaking]] = []
    for row in rows:
        said = dict(row._mapping)
        item = said.pop("heard_item_id")
        told += [(item, subject) for subject in speaking(Known(**said))]
    given = {
        "items": [item for item, _ in told],
        "sources": [subject.source for _, subject in told],
        "levels": [subject.level for _, subject in told],
        "keys": [subject.key for _, subject in told],
        "names": [subject.name for _, subject in told],
    }
    connection.execute(text("truncate spoken"))
    connection.execute(statement("evidence/spoken_rows"), given)
    connection.execute(statement("evidence/spoken_counted"))
    connection.execute(statement("evidence/put_subjects"))
    all_items = {"all_items": [row.heard_item_id for row in rows]}
    changed: int = connection.execute(statement("evidence/put_links"), all_items).scalar_one()
    return changed


def _named(source: str, level: str, artist: str, title: str) -> Speaking:
    return Speaking(source, level, f"{_bare(artist)}\t{_bare(title)}", f"{_bare(title)} – {_bare(artist)}")


def _bare(name: str) -> str:
    """A name without line breaks and tabs, which part a key."""
    return " ".join(name.split())
