"""Tags of Last.fm: weights up to 100, by names, which it corrects as it thinks right."""

from collections.abc import Sequence

from tasks.identity.titles import titled
from tasks.providers.errors import NotFound
from tasks.providers.lastfm import PROVIDER
from tasks.providers.lastfm.client import LastFm
from tasks.providers.lastfm.records import TopTags
from tasks.tags.answer_check import is_same_artist, is_same_title
from tasks.tags.tag_source import (
    KnownItem,
    RawTag,
    Tag,
    TagAnswer,
    TagQuery,
    TagSource,
    TagTarget,
    bare,
    each_tag_once,
    named_target,
)


def targets(item: KnownItem) -> list[TagTarget]:
    """Track and lead artist, by names. Two artists of one name share one page there, so the artist counts only when no
    other artist of that name is known here; a namesake nobody here listens to can't be noticed by this, and is why
    artists weigh least (taxonomies/priors.yaml).
    """
    names = item.names
    if names is None:
        return []
    track = named_target(PROVIDER.code, "track", names.lead, names.title)
    artist = TagTarget(PROVIDER.code, "artist", bare(names.lead), bare(names.lead))
    return [track] if item.is_shared_name else [track, artist]


def query_tags(query: TagQuery, client: LastFm) -> TagAnswer:
    """Tags of a track or an artist. A title nobody tags is asked for once more without "feat." and "remastered"."""
    artist, _, title = query.key.partition("\t")
    if query.level == "artist":
        return _checked(client.artist_tags(artist), artist, None)
    parts = titled(title)
    plain = parts.core if not parts.versions else title
    try:
        answer = _checked(client.track_tags(artist, title), artist, title)
    except NotFound:
        if plain == title:
            raise
        answer = TagAnswer()
    if answer.tags or plain == title:
        return answer
    return _checked(client.track_tags(artist, plain), artist, plain)


def _checked(answer: TopTags, artist: str, title: str | None) -> TagAnswer:
    if answer.artist is not None and not is_same_artist(artist, answer.artist):
        return TagAnswer(why=f"Last.fm answers for the artist {answer.artist}")
    if title is not None and answer.title is not None and not is_same_title(title, answer.title):
        return TagAnswer(why=f"Last.fm answers for the track {answer.title}")
    return TagAnswer(tuple(Tag("tag", tag.name, tag.count) for tag in answer.tags))


def scale(tags: Sequence[RawTag]) -> list[tuple[RawTag, float]]:
    """Its own weights, 1 to 100."""
    return [(tag, float(tag.raw_weight)) for tag in each_tag_once(tags)]


SOURCE = TagSource(PROVIDER, targets, query_tags, scale)
