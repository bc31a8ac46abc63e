"""Work of kind recording_match: which MusicBrainz recording a heard item is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine

from tasks.identity.match import Decision, Wanted, decide
from tasks.identity.store import Override, current_override, put_decision, read_wanted
from tasks.identity.titles import titled
from tasks.providers.errors import NotFound
from tasks.providers.musicbrainz import MusicBrainz
from tasks.work.item import Ending, WorkItem

SEARCHED = 25


class OverrideChanged(Exception):
    """A person said something else while the item was looked up; it is looked up once more."""


@dataclass(frozen=True, slots=True)
class Found:
    """A decision, and the override it was made under."""

    decision: Decision
    override: Override | None


class RecordingMatchHandler:
    """Asks by ISRC, then by names; what a person said wins over both."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def fetch(self, item: WorkItem, client: MusicBrainz) -> Found:
        """The decision. An unknown ISRC, or one whose recordings do not agree, leads to a search."""
        with self._engine.connect() as connection:
            wanted, override = read_wanted(connection, item.entity_id)
        if override is not None:
            return Found(decision_of(override, client), override)
        return Found(find(wanted, client), None)

    def store(self, connection: Connection, item: WorkItem, fetched: Found, answers: Sequence[int | None]) -> Ending:
        """The recording and the item's link to it, or that it stays open and why."""
        under = fetched.override.override_id if fetched.override is not None else None
        if current_override(connection, item.entity_id) != under:
            raise OverrideChanged(f"the identity of item {item.entity_id} was changed by hand meanwhile")
        changed = put_decision(connection, item.entity_id, fetched.decision)
        if fetched.decision.recording is None:
            return Ending("no_data", str(fetched.decision.reasons["why"]))
        return Ending("stored" if changed else "unchanged", rows=1)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """A recording went between search and lookup: it stays open."""
        return Ending("no_data", reason)


def find(wanted: Wanted, client: MusicBrainz) -> Decision:
    """What an item is by what its catalogue and export say."""
    if not wanted.title:
        return Decision("unresolved", reasons={"why": "it has no title"})
    by_isrc: dict[str, object] = {}
    if wanted.isrc:
        try:
            decision = decide(wanted, client.recordings_of_isrc(wanted.isrc), "isrc")
        except NotFound:
            by_isrc = {"isrc": wanted.isrc, "isrc_says": "MusicBrainz does not know it"}
        else:
            if decision.recording is not None:
                return replace(decision, reasons={"isrc": wanted.isrc, **decision.reasons})
            by_isrc = {"isrc": wanted.isrc, "isrc_says": decision.reasons["why"]}
    if not wanted.artists:
        return Decision("unresolved", reasons={"why": "it has no artist to search for", **by_isrc})
    found = client.search_recordings(wanted.artists[0], titled(wanted.title).core, SEARCHED)
    decision = decide(wanted, found, "search")
    decision = replace(decision, reasons={**decision.reasons, **by_isrc})
    if decision.recording is None:
        return decision
    # a search tells less of a recording than a lookup, and what is stored must not depend on how it was found
    return replace(decision, recording=client.recording(decision.recording.id))


def decision_of(override: Override, client: MusicBrainz) -> Decision:
    """What a person said, with the recording as MusicBrainz tells it."""
    if override.mbid is None:
        return none_of_them()
    try:
        recording = client.recording(override.mbid)
    except NotFound:
        why = f"a person said it is {override.mbid}, which MusicBrainz does not know"
        return Decision("unresolved", reasons={"why": why})
    return Decision("override", recording, None, {"recording_id": override.mbid}, 1)


def none_of_them() -> Decision:
    """A person said that it is none of MusicBrainz' recordings."""
    return Decision("unresolved", reasons={"why": "a person said it is none of MusicBrainz' recordings"})
