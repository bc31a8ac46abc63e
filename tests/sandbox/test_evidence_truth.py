"""What the databases of the sandbox hold beside the truth: other recordings, other spellings, other people's words."""

from collections import Counter

import pytest

from sandbox.folksonomy import SPELLINGS, listeners_tags, soup, voters_tags
from sandbox.library import Library, LibraryTrack, make_library
from sandbox.likeness import fold, likeness
from sandbox.recordings import KnownRecording, Recordings, other_spelling
from sandbox.seeded_random import dice
from sandbox.world import make_world


@pytest.fixture(scope="module")
def library() -> Library:
    return make_library(make_world())


@pytest.fixture(scope="module")
def known(library: Library) -> Recordings:
    return Recordings(library)


def of(known: Recordings, track: LibraryTrack) -> KnownRecording | None:
    return known.by_id.get(track.id_musicbrainz)


def test_recordings_are_the_same_every_time(library: Library, known: Recordings) -> None:
    assert Recordings(library).recordings == known.recordings
    assert max(Counter(one.id for one in known.recordings).values()) == 1


def test_every_track_is_known_as_the_library_says(library: Library, known: Recordings) -> None:
    for track in library.tracks:
        one = of(known, track)
        by_isrc = [] if track.isrc is None else known.by_isrc.get(track.isrc, [])
        if track.known == "absent":
            assert one is None
            assert by_isrc == []
            continue
        assert one is not None
        assert one.track == track.id_spotify
        assert abs((one.length_ms or 0) - track.duration_ms) < 2000
        if track.isrc is not None:
            assert len(by_isrc) == {"isrc": 1, "shared_isrc": 2, "name": 0}[track.known]
            assert track.known == "name" or one in by_isrc


def test_a_shared_isrc_is_told_apart_by_title_and_length(library: Library, known: Recordings) -> None:
    for track in library.tracks:
        if track.known == "shared_isrc" and track.isrc:
            (wrong,) = [one for one in known.by_isrc[track.isrc] if one.track is None]
            assert wrong.name != track.name
            assert abs((wrong.length_ms or 0) - track.duration_ms) > 20_000


def test_a_track_known_by_name_stands_among_wrong_ones(library: Library, known: Recordings) -> None:
    written_otherwise = Counter()
    for track in library.tracks:
        if track.known not in ("name", "absent"):
            continue
        true = of(known, track)
        lead = library.artist_by_id[track.artists[0]]
        title = true.name if true is not None else None
        if true is not None:
            assert true.isrcs == ()
            assert fold(track.name) in fold(true.name) or likeness(fold(true.name), fold(track.name)) == 1
            written_otherwise[true.name != track.name] += 1
        others = [one for one in known.recordings if one.track is None and (title is None or one.name == title)]
        assert any("live" in one.disambiguation and one.artists[0][1] == lead.name for one in others)
        assert any(one.disambiguation == "cover" and one.artists[0][1] != lead.name for one in others)
    assert written_otherwise[True] > 0.9 * written_otherwise.total()


def test_other_spellings_are_still_the_same_title() -> None:
    seen = set()
    for title in ("Don't Stop", "Slow Light", "Café Ümlaut", "君と海", "AM/PM"):
        for n in range(30):
            other = other_spelling(dice("spelling", title, n), title)
            seen.add(other)
            assert other != title
            assert fold(title) in fold(other) or likeness(fold(title), fold(other)) == 1
    assert {"Don’t Stop", "Slow Light - Remastered 2011", "Slów Light"} <= seen


def test_listeners_counts_are_relative_to_the_strongest(library: Library) -> None:
    for track in library.tracks[:100]:
        artist = library.artist_by_id[track.artists[0]]
        tags = listeners_tags(dice("tags", track.id_spotify), artist, track.genres, track.moods, 2015)
        counts = [count for _, count in tags]
        assert counts[0] == 100
        assert counts == sorted(counts, reverse=True)
        assert min(counts) >= 0
        names = [name for name, _ in tags]
        assert len(set(names)) == len(names)
        strongest_genre = track.genres[0][0]
        assert {strongest_genre, strongest_genre.title(), *SPELLINGS.get(strongest_genre, ())} & set(names)
        assert artist.name in names


def test_noise_is_mostly_weaker_than_the_truth(library: Library) -> None:
    true_sum = noise_sum = 0
    for track in library.tracks:
        artist = library.artist_by_id[track.artists[0]]
        words = {way for genre, _ in track.genres for way in (genre, genre.title(), *SPELLINGS.get(genre, ()))}
        words |= {artist.root, artist.root.title(), *SPELLINGS.get(artist.root, ())}
        for name, count in listeners_tags(dice("noise", track.id_spotify), artist, track.genres, track.moods, 2015):
            true_sum, noise_sum = true_sum + count * (name in words), noise_sum + count * (name not in words)
    assert 0.15 < noise_sum / (true_sum + noise_sum) < 0.5


def test_voters_are_few(library: Library) -> None:
    artist = library.artists[0]
    votes = [voters_tags(dice("votes", n), artist.root, artist.genres, artist.country, 0.5) for n in range(400)]
    assert 0.4 < sum(map(bool, votes)) / len(votes) < 0.6
    counts = Counter(count for tags in votes for _, count in tags)
    assert set(counts) <= {-1, 0, 1, 2, 3, 4, 5}
    assert counts[1] > 0.4 * counts.total()
    assert counts[0] + counts[-1] > 0


def test_various_artists_are_everything_at_once(library: Library) -> None:
    assert len(soup(dice("soup"), library.artists)) > 20


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Café  ÜMLAUT!", "cafe umlaut"), ("Don’t Stop", "dont stop"), ("!!!", "!!!"), ("君と海", "君と海")],
)
def test_folded_texts(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_likeness_lies_between_nothing_and_the_same() -> None:
    assert likeness("slow light", "slow light") == 1
    assert likeness("slow light", "soft light") == 0.5
    assert likeness("slow light", "northbound machine") == 0
    assert 0 < likeness("夏天的海", "夏天的窗") < 1
