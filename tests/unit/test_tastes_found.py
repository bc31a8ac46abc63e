"""What listeners like is found again in other people's words, where no vocabulary decides what they like.

A listener's truth is where the world's dice file each artist's music; what is found is made of the words that Last.fm's
listeners and MusicBrainz' voters have for it. Artists whose page at Last.fm is somebody else's are left out: what that
does is no matter of genres. The demo's tests do the same through the providers and the warehouse.
"""

from collections import Counter

import pytest

from sandbox.folksonomy import Tags, voters_tags
from sandbox.library import Library, LibraryTrack, make_library
from sandbox.listening import Listener, make_listeners
from sandbox.seeded_random import dice
from sandbox.servers.lastfm.server import LastFm
from sandbox.tastes import families
from sandbox.world import make_world
from tasks.tags.distribution import distribute
from tasks.tags.evidence import TaggedTarget, scale_tags
from tasks.tags.mapping import map_tag
from tasks.tags.method import priors_of
from tasks.tags.tag_source import RawTag
from tasks.tags.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()
ROOTS = {name: tuple(TAXONOMY.roots_of(name)) for name in TAXONOMY.genres}
FARTHEST = 0.13  # of a listener's plays that are found on another root
VOTED = 0.5


def target(source: str, level: str, key: str, tags: Tags) -> list[TaggedTarget]:
    """The tags of one thing, none where nobody gave any."""
    said = [RawTag("tag", name, count, map_tag(TAXONOMY, name, source)) for name, count in tags if count > 0]
    return [scale_tags(source, level, key, said)] if said else []


def roots_found(library: Library, lastfm: LastFm, track: LibraryTrack) -> dict[str, float]:
    """Shares of roots that the words for a track and its artist come to."""
    artist = library.artist_by_id[track.artists[0]]
    votes = voters_tags(dice("votes", track.id_spotify), artist.root, track.genres, artist.country, VOTED)
    said = [
        *target("lastfm", "track", track.id_spotify, lastfm.track_tags(track)),
        *target("lastfm", "artist", artist.id_spotify, lastfm.artist_tags(artist)),
        *target("musicbrainz", "track", track.id_spotify, votes),
    ]
    found: dict[str, float] = {}
    for genre, ppm in distribute(said, priors_of(TAXONOMY), ROOTS).genres.items():
        for root, part in TAXONOMY.roots_of(genre).items():
            found[root] = found.get(root, 0.0) + ppm / 1_000_000 * part
    return found


@pytest.fixture(scope="module", params=[7, 8])
def heard(request: pytest.FixtureRequest) -> tuple[Library, tuple[Listener, ...]]:
    world = make_world(request.param)
    library = make_library(world)
    return library, make_listeners(library, world.end_on, days=60)


def test_tastes_are_found_again(heard: tuple[Library, tuple[Listener, ...]]) -> None:
    library, listeners = heard
    lastfm = LastFm(library, "key")
    found = {track.id_spotify: roots_found(library, lastfm, track) for track in library.tracks}
    for one in listeners:
        away: Counter[str] = Counter()
        tracks = [library.track_by_id[str(row.id)] for row in one.heard if row.kind == "music"]
        plays = [track for track in tracks if track.artists[0] not in lastfm.namesakes]
        for track in plays:
            for root, share in families(track.artists[0], track.genres).items():
                away[root] += share  # type: ignore[assignment]
            for root, share in found[track.id_spotify].items():
                away[root] -= share  # type: ignore[assignment]
        missed = sum(abs(difference) for difference in away.values()) / 2 / len(plays)
        assert missed <= FARTHEST, one.name
