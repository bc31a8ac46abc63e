"""Which things speak for a track, by hand."""

import pytest

from tasks.identity.release import VARIOUS_ARTISTS
from tasks.tags import target_store
from tasks.tags.sources import tag_sources
from tasks.tags.tag_source import KnownItem, TagTarget
from tasks.tags.target_store import targets_of

CATALOGUE = KnownItem(title="Light - Remastered", lead="The Tides", album="Harbor", album_type="album")
RECORDING = KnownItem(
    recording="r",
    recording_name="Light",
    credit_name="The Tides & Ann",
    artist_ids=("t", "a"),
    artist_names=("The Tides", "Ann"),
    release="h",
    release_name="Harbor",
)

# A source that comes later describes things of its own, which its own tests say.
SOURCES = {code: tag_sources()[code] for code in ("discogs", "lastfm", "musicbrainz", "theaudiodb")}


@pytest.fixture(autouse=True)
def four_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target_store, "tag_sources", lambda: SOURCES)


def of(known: KnownItem, **changed: object) -> set[tuple[str, str, str]]:
    fields = {name: getattr(known, name) for name in known.__slots__}
    return {(one.source, one.level, one.key) for one in targets_of(KnownItem(**{**fields, **changed}))}  # type: ignore[arg-type]


def test_of_the_catalogue_alone() -> None:
    assert targets_of(CATALOGUE) == [
        TagTarget("discogs", "album", "The Tides\tHarbor", "Harbor – The Tides"),
        TagTarget("lastfm", "track", "The Tides\tLight - Remastered", "Light - Remastered – The Tides"),
        TagTarget("lastfm", "artist", "The Tides", "The Tides"),
    ]


def test_of_a_recording_alone() -> None:
    assert of(RECORDING) == {
        ("musicbrainz", "track", "r"),
        ("musicbrainz", "album", "h"),
        ("musicbrainz", "artist", "t"),
        ("musicbrainz", "artist", "a"),
        ("theaudiodb", "track", "r"),
        ("theaudiodb", "artist", "t"),
        ("theaudiodb", "artist", "a"),
        ("lastfm", "track", "The Tides\tLight"),
        ("lastfm", "artist", "The Tides"),
        ("discogs", "album", "The Tides\tHarbor"),
    }


def test_the_catalogue_names_what_is_asked_for_by_name() -> None:
    both = of(RECORDING, title="Light - Remastered", lead="The Tides", album="Harbor (Deluxe)", album_type="album")
    assert {key for source, _, key in both if source in ("lastfm", "discogs")} == {
        "The Tides\tLight - Remastered",
        "The Tides",
        "The Tides\tHarbor (Deluxe)",
    }


def test_nothing_known_nobody_speaks() -> None:
    assert targets_of(KnownItem()) == []


def test_compilations_do_not_speak_for_a_song() -> None:
    assert ("discogs", "album", "The Tides\tHarbor") not in of(CATALOGUE, album_type="compilation")
    without = of(RECORDING, release=None, release_name=None)
    assert [one for one in without if one[1] == "album"] == []


def test_various_artists_are_nobody() -> None:
    various = of(
        RECORDING, artist_ids=(VARIOUS_ARTISTS,), artist_names=("Various Artists",), credit_name="Various Artists"
    )
    assert various == {("musicbrainz", "track", "r"), ("musicbrainz", "album", "h"), ("theaudiodb", "track", "r")}
    assert of(CATALOGUE, lead="Various Artists") == set()


def test_a_name_several_artists_have_says_nothing_of_the_artist() -> None:
    assert ("lastfm", "artist", "The Tides") not in of(CATALOGUE, is_shared_name=True)
    assert ("lastfm", "track", "The Tides\tLight - Remastered") in of(CATALOGUE, is_shared_name=True)
    assert ("musicbrainz", "artist", "t") in of(RECORDING, is_shared_name=True), "by id nobody is confused"


def test_a_tab_in_a_name_does_not_part_the_key() -> None:
    assert ("lastfm", "track", "The Tides\tA B") in of(CATALOGUE, title="A\tB")
