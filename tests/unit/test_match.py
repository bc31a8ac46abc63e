"""Which recording a track is: cases from what Spotify and MusicBrainz really write, decided by hand."""

from itertools import permutations

import pytest

from tasks.identity.match import THRESHOLD, By, Wanted, decide
from tasks.providers.musicbrainz.records import Recording
from tests.unit.recordings import recording, release


def wanted(
    title: str, artist: str | tuple[str, ...] = "The Tides", seconds: float | None = 200, album: str = ""
) -> Wanted:
    artists = (artist,) if isinstance(artist, str) else artist
    return Wanted(title, artists, album or None, None if seconds is None else round(seconds * 1000))


SAME = [
    (wanted("Slow Light"), recording("Slow Light")),
    (wanted("Slow Light - Remastered 2011"), recording("Slow Light", seconds=201.4)),
    (wanted("Slow Light - 2011 Remaster"), recording("Slow Light", seconds=203)),
    (wanted("Slow Light (Deluxe Edition)"), recording("Slow Light")),
    (wanted("Slow Light (feat. Ann)"), recording("Slow Light", ("The Tides", "Ann"))),
    (wanted("Slow Light", ("The Tides", "Ann")), recording("Slow Light (feat. Ann)", "The Tides")),
    (wanted("Slow Light feat. Ann"), recording("Slow Light", ("The Tides", "Ann"))),
    (wanted("Slow Light (with Ann)"), recording("Slow Light", ("The Tides", "Ann"))),
    (wanted("Don't Stop"), recording("Don’t Stop")),
    (wanted("Blackmores Way", "Blackmore's Night"), recording("Blackmore’s Way", "Blackmore’s Night")),
    (wanted("Déjà Vu", "Beyoncé"), recording("Deja Vu", "Beyonce")),
    (wanted("Jóga", "Björk"), recording("Joga", "Björk")),
    (wanted("Rock & Roll", "Salt & Signal"), recording("Rock and Roll", "Salt and Signal")),
    (wanted("夜に駆ける", "YOASOBI"), recording("夜に駆ける", "YOASOBI")),
    (wanted("ｶﾞﾗｽ", "ﾃｽﾄ"), recording("ガラス", "テスト")),
    (wanted("Тихий свет", "Їжаковий Маяк"), recording("Тихий Свет", "Їжаковий маяк")),
    (wanted("Slow Light - Live at Wembley"), recording("Slow Light", beside="live, 1986-07-12: Wembley Stadium")),
    (wanted("Slow Light (Live)"), recording("Slow Light (live)")),
    (wanted("Slow Light (En Vivo)"), recording("Slow Light", beside="live")),
    (wanted("Slow Light - Bruno Remix"), recording("Slow Light (Bruno remix)")),
    (wanted("Slow Light - Acoustic"), recording("Slow Light", beside="acoustic version")),
    (wanted("Slow Light - Radio Edit"), recording("Slow Light", seconds=199)),
    (wanted("Beatles Song", "The Beatles"), recording("Beatles Song", "Beatles")),
    (wanted("Home", ("Ann", "Bob")), recording("Home", ("Bob", "Ann"))),
    (wanted("(I Can't Get No) Satisfaction"), recording("(I Can’t Get No) Satisfaction")),
    (wanted("Live and Let Die - Remastered 2018"), recording("Live and Let Die")),
    (wanted('Slow Light - From "The Film"'), recording("Slow Light")),
]
OTHER = [
    (wanted("Slow Light"), recording("Slow Light", "Tidal Tributes"), "another artist"),
    (wanted("Slow Light"), recording("Slow Light (live)"), "another version (live)"),
    (wanted("Slow Light"), recording("Slow Light", beside="live, 1986-07-12: Wembley"), "another version (live)"),
    (wanted("Slow Light - Live"), recording("Slow Light"), "another version (live)"),
    (wanted("Slow Light - ライブ"), recording("Slow Light"), "another version (live)"),
    (wanted("Slow Light"), recording("Slow Light (Bruno remix)"), "another version (remix)"),
    (wanted("Slow Light - Ann Remix"), recording("Slow Light (Bruno remix)"), "another remix"),
    (wanted("Slow Light"), recording("Slow Light", beside="acoustic"), "another version (acoustic)"),
    (wanted("Slow Light"), recording("Slow Light (instrumental)"), "another version (instrumental)"),
    (wanted("Slow Light (Tides' Version)"), recording("Slow Light"), "another version (again)"),
    (wanted("Slow Light - Sped Up"), recording("Slow Light", seconds=199), "another version (speed)"),
    (wanted("Slow Light, Pt. 1"), recording("Slow Light, Pt. 2"), "another number in the title"),
    (wanted("Slow Light II"), recording("Slow Light III"), "another number in the title"),
    (wanted("Slow Light II"), recording("Slow Light"), "another number in the title"),
    (wanted("Slow Light"), recording("Slow Night"), "another title"),
    (wanted("Her"), recording("Hers"), "another title"),
    (wanted("がき"), recording("かき"), "another title"),
    (wanted("Slow Light"), recording("Slow Light", seconds=231), "31 s longer or shorter"),
    (wanted("Slow Light - Radio Edit"), recording("Slow Light", seconds=209), "another cut (edit)"),
    (wanted("Slow Light", "Queen"), recording("Slow Light", "Queen Tribute Band"), "another artist"),
    (wanted("Slow Light", "Ann"), recording("Slow Light", "Anne"), "another artist"),
]


@pytest.mark.parametrize(("track", "candidate"), SAME, ids=lambda one: getattr(one, "title", ""))
def test_the_same_written_otherwise(track: Wanted, candidate: Recording) -> None:
    found = decide(track, [candidate], "search")
    assert found.recording == candidate, found.reasons
    assert found.method == "search"
    assert found.score is not None
    assert THRESHOLD <= found.score <= 1


@pytest.mark.parametrize(("track", "candidate", "why"), OTHER, ids=lambda one: getattr(one, "title", ""))
def test_another_recording_is_not_taken_for_it(track: Wanted, candidate: Recording, why: str) -> None:
    found = decide(track, [candidate], "search")
    assert (found.method, found.recording, found.score) == ("unresolved", None, None)
    assert f"the nearest of 1 is {why}" in found.reasons["why"]
    assert found.reasons["nearest"]["recording"] == candidate.id


def test_one_isrc_on_two_songs() -> None:
    blew = recording("Blew", "Nirvana", 174.96)
    girl = recording("About a Girl", "Nirvana", 168.0)
    for both in permutations([blew, girl]):
        assert decide(wanted("About a Girl - Remastered", "Nirvana", 168.2), both, "isrc").recording == girl
        assert decide(wanted("Blew", "Nirvana", 175), both, "isrc").recording == blew
        assert decide(wanted("Polly", "Nirvana", 170), both, "isrc").method == "unresolved"


def test_an_isrc_stands_for_names_in_another_script() -> None:
    japanese = recording("夜に駆ける", "ヨアソビ", 261)
    romanised = wanted("Yoru ni Kakeru", "YOASOBI", 261.4)
    assert decide(romanised, [japanese], "isrc").recording == japanese
    assert decide(romanised, [japanese], "search").recording is None
    assert decide(wanted("Yoru ni Kakeru", "YOASOBI", 301), [japanese], "isrc").recording is None


@pytest.mark.parametrize("by", ["isrc", "search"])
def test_the_length_decides_between_two_of_the_same_title(by: By) -> None:
    album, single = recording("Slow Light", seconds=312), recording("Slow Light", seconds=203)
    for both in permutations([album, single]):
        assert decide(wanted("Slow Light", seconds=311), both, by).recording == album
        assert decide(wanted("Slow Light", seconds=204), both, by).recording == single


def test_without_a_length_the_album_decides_or_nobody_does() -> None:
    first = recording("Slow Light", seconds=312, releases=(release("Harbor"),))
    second = recording("Slow Light", seconds=203, releases=(release("Motorway", "1999"),))
    for both in permutations([first, second]):
        assert decide(wanted("Slow Light", seconds=None, album="Harbor"), both, "search").recording == first
        unsure = decide(wanted("Slow Light", seconds=None), both, "search")
        assert unsure.method == "unresolved"
        assert "other lengths" in unsure.reasons["why"]


def test_without_a_length_one_on_other_albums_is_not_sure_enough() -> None:
    other = recording("Slow Light", seconds=312, releases=(release("Harbor"),))
    found = decide(wanted("Slow Light", seconds=None, album="Motorway"), [other], "search")
    assert found.method == "unresolved"
    assert "sure enough" in found.reasons["why"]
    assert decide(wanted("Slow Light", seconds=312, album="Motorway"), [other], "search").recording == other


def test_an_album_with_two_songs_of_one_title_does_not_decide() -> None:
    both = [recording("Intro", seconds=seconds, releases=(release("Harbor"),)) for seconds in (40, 95)]
    assert decide(wanted("Intro", seconds=None, album="Harbor"), both, "search").method == "unresolved"
    assert decide(wanted("Intro", seconds=94, album="Harbor"), both, "search").recording == both[1]


def test_duplicates_are_said_to_be_ambiguous_and_the_choice_is_the_same_in_any_order() -> None:
    twins = [
        recording("Slow Light", seconds=200.1, id="b", releases=(release("Best Of", "2010"),)),
        recording("Slow Light", seconds=200.0, id="c", releases=(release("Harbor", "1999"),)),
        recording("Slow Light", seconds=200.2, id="a", releases=(release("Singles", "2004"),)),
    ]
    for some in permutations(twins):
        found = decide(wanted("Slow Light"), some, "search")
        assert found.recording == twins[1], "the earliest"
        assert found.reasons["ambiguous_with"] == ["a", "b"]
        assert found.candidates == 3
        assert decide(wanted("Slow Light", album="Singles"), some, "search").recording == twins[2]


def test_a_concert_album_says_live_for_its_tracks() -> None:
    concert = recording("Slow Light", beside="live", releases=(release("Live at Harbor"),))
    assert decide(wanted("Slow Light", album="Live at Harbor"), [concert], "search").recording == concert
    assert decide(wanted("Slow Light", album="Harbor"), [concert], "search").recording is None


def test_without_an_artist_only_an_isrc_can_say() -> None:
    nobody = Wanted("Slow Light", length_ms=200_000)
    assert decide(nobody, [recording("Slow Light")], "search").recording is None
    assert decide(nobody, [recording("Slow Light")], "isrc").recording is not None


def test_nothing_found_is_said() -> None:
    found = decide(wanted("Slow Light"), [], "search")
    assert (found.method, found.candidates) == ("unresolved", 0)
    assert "finds nothing" in found.reasons["why"]


def test_a_video_is_not_the_recording() -> None:
    video, audio = recording("Slow Light", is_video=True, id="a"), recording("Slow Light", id="b")
    assert decide(wanted("Slow Light"), [video, audio], "isrc").recording == audio
    assert "a video" in decide(wanted("Slow Light"), [video], "search").reasons["why"]


def test_a_remix_nobody_is_named_for() -> None:
    plain, bruno = recording("Slow Light (Remix)"), recording("Slow Light (Bruno Remix)")
    assert decide(wanted("Slow Light (Remix)"), [plain], "search").recording == plain
    assert decide(wanted("Slow Light - Remix"), [bruno], "search").recording == bruno
    assert decide(wanted("Slow Light (Ann Remix)"), [bruno], "search").recording is None
