"""Tags of MusicBrainz: votes, by id, so nothing is confused."""

from collections.abc import Sequence

from tasks.providers.musicbrainz import PROVIDER, MusicBrainz
from tasks.tags.recording_targets import recording_targets
from tasks.tags.tag_source import KnownItem, RawTag, Tag, TagAnswer, TagQuery, TagSource, TagTarget, each_tag_once

# A tag of v votes weighs v / (v + 1): the step from one vote to two says more than that from ten to eleven.
VOTES_PRIOR = 1.0


def targets(item: KnownItem) -> list[TagTarget]:
    """The recording, the release chosen for it and every artist credited."""
    found = recording_targets(PROVIDER.code, item)
    if item.recording is not None and item.release is not None:
        found.append(TagTarget(PROVIDER.code, "album", item.release, str(item.release_name)))
    return found


def query_tags(query: TagQuery, client: MusicBrainz) -> TagAnswer:
    """Votes for a recording, a release with its group, or an artist."""
    fetch = {"track": client.recording_tags, "album": client.release_tags, "artist": client.artist_tags}[query.level]
    return TagAnswer(tuple(Tag("tag", tag.name, tag.count) for tag in fetch(query.key)))


def scale(tags: Sequence[RawTag]) -> list[tuple[RawTag, float]]:
    """Votes v as v / (v + 1)."""
    return [(tag, tag.raw_weight / (tag.raw_weight + VOTES_PRIOR)) for tag in each_tag_once(tags)]


SOURCE = TagSource(PROVIDER, targets, query_tags, scale)
