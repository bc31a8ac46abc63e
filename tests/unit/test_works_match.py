"""Which Spotify track a work is: by ISRC or by names, and never unseen where a word or a length speaks against it."""

from dataclasses import replace
from datetime import date

import pytest

from tasks.providers.spotify.records import AlbumHead, ArtistHead, Track
from tasks.works.match import NOTHING_FOUND, decide
from tasks.works.work import Work

RUE, GUEST, OTHER = (
    ArtistHead("rue", "Rue De Vivre"),
    ArtistHead("guest", "Mona Lind"),
    ArtistHead("x", "Somebody Else"),
)
ALBUM = AlbumHead("album", "First Light", "album", date(2020, 5, 1), 10, (RUE,))
ISRC = "GBAYE2000001"
WORK = Work(1, "Harbour", "Rue De Vivre", "Rue De Vivre", "rue", None, "First Light", 200_000, date(2020, 5, 1))
TRACK = Track("t1", "Harbour", ISRC, 200_600, ALBUM, (RUE,), 1, 1)


def test_the_same_song_is_linked_by_names() -> None:
    verdict = decide(WORK, [replace(TRACK, id="t2", name="Harvest"), TRACK])
    assert (verdict.confidence, verdict.track) == ("high", TRACK)
    assert verdict.reasons == ("same title", "same artist at Spotify", "lengths 1 s apart", "same album")


def test_the_same_isrc_is_linked_though_album_and_guests_differ() -> None:
    track = replace(TRACK, name="Harbour (feat. Mona Lind)", artists=(RUE, GUEST), album=replace(ALBUM, name="Best Of"))
    verdict = decide(replace(WORK, isrc=ISRC), [track])
    assert verdict.confidence == "high"
    assert verdict.reasons[0] == f"same ISRC {ISRC}"


@pytest.mark.parametrize(
    "name",
    [
        "Harbour - Live at Wembley",
        "Harbour (Mona Lind Remix)",
        "Harbour (Karaoke Version)",
        "Harbour (Tribute to Rue De Vivre)",
        "Harbour (Re-Recorded)",
        "Harbour (Rue's Version)",
        "Harbour - Acoustic",
        "Harbour (Instrumental)",
        "Harbour - Sped Up",
        "Harbour - Radio Edit",
        "Harbour - 2011 Remaster",
        "Harbour (2023 Version)",
        "Harbour, Pt. 2",
    ],
)
@pytest.mark.parametrize("isrc", [None, ISRC])
def test_words_of_a_version_must_agree_or_it_is_never_high(name: str, isrc: str | None) -> None:
    assert decide(replace(WORK, isrc=isrc), [replace(TRACK, name=name)]).confidence != "high"
    assert decide(replace(WORK, title=name, isrc=isrc), [TRACK]).confidence != "high"


@pytest.mark.parametrize("name", ["Live at Wembley", "Harbour (Remixes)", "Karaoke Hits", "First Light (Remastered)"])
def test_an_album_may_say_what_its_titles_do_not(name: str) -> None:
    album = replace(ALBUM, name=name)
    work = replace(WORK, album="Something Else")
    assert decide(work, [replace(TRACK, album=album)]).confidence == "medium"
    assert decide(replace(work, album=name), [replace(TRACK, album=album)]).confidence == "high"


@pytest.mark.parametrize(
    ("work", "track", "expected"),
    [
        ("Déjà Vu", "Deja Vu", "high"),
        ("DON'T STOP", "Don’t Stop", "high"),
        ("Salt & Sand", "Salt and Sand", "high"),
        ("Harbour (Deluxe Edition)", "Harbour", "high"),
        ("Harbour", "Harbor Town", "none"),
        ("Intro", "Outro", "none"),
    ],
)
def test_spellings(work: str, track: str, expected: str) -> None:
    assert decide(replace(WORK, title=work), [replace(TRACK, name=track)]).confidence == expected


def test_another_artist_is_never_offered() -> None:
    assert decide(WORK, [replace(TRACK, artists=(OTHER,))]).confidence == "none"
    namesake = replace(TRACK, artists=(ArtistHead("another", "Rue De Vivre"),))
    verdict = decide(WORK, [namesake])
    assert verdict.confidence == "none"
    assert verdict.reasons == ("the nearest of 1 is “Harbour” by Rue De Vivre: by another artist of this name",)
    # where Spotify's id of the artist is not known, the name has to do
    assert decide(replace(WORK, artist_id_spotify=None), [namesake]).confidence == "high"


def test_an_artist_whose_name_is_spelled_otherwise_there_is_the_same_by_id() -> None:
    track = replace(TRACK, artists=(replace(RUE, name="Ру Де Вивр"),))
    assert decide(WORK, [track]).confidence == "high"


def test_guests_must_agree_unless_the_album_does() -> None:
    track = replace(TRACK, name="Harbour (feat. Mona Lind)", artists=(RUE, GUEST))
    assert decide(replace(WORK, album=None), [track]).confidence == "medium"
    assert decide(WORK, [track]).confidence == "high"
    credited = replace(WORK, album=None, credit_name="Rue De Vivre feat. Mona Lind")
    assert decide(credited, [track]).confidence == "high"


def test_lengths() -> None:
    assert decide(WORK, [replace(TRACK, duration_ms=204_500)]).confidence == "medium"
    assert decide(WORK, [replace(TRACK, duration_ms=230_000)]).confidence == "none"
    unknown = replace(WORK, duration_ms=None)
    assert decide(unknown, [TRACK]).confidence == "high", "the album speaks for it"
    verdict = decide(replace(unknown, album=None, release_on=None), [TRACK])
    assert (verdict.confidence, verdict.reasons[-1]) == ("medium", "but no length, album or release day to compare")


def test_an_isrc_that_contradicts_makes_it_doubtful() -> None:
    verdict = decide(replace(WORK, isrc="GBAYE9900001"), [TRACK])
    assert verdict.confidence == "medium"
    assert verdict.reasons[-1] == f"but its ISRC is {ISRC}, the catalogue's GBAYE9900001"


def test_a_wrong_isrc_that_leads_to_another_song_links_nothing() -> None:
    other = replace(TRACK, id="t9", name="Somewhere", duration_ms=180_000)
    assert decide(replace(WORK, isrc=ISRC), [other]).confidence == "none"


def test_titles_in_another_script_are_taken_by_isrc_with_artist_and_length() -> None:
    track = replace(TRACK, name="Гавань")
    assert decide(replace(WORK, isrc=ISRC), [track]).confidence == "high"
    assert decide(replace(WORK, isrc=ISRC, duration_ms=None), [track]).confidence == "medium"
    assert decide(WORK, [track]).confidence == "none"


def test_of_reissues_the_album_named_is_taken_else_the_earliest() -> None:
    later = replace(TRACK, id="a0", album=AlbumHead("b", "Best Of", "compilation", date(2024, 1, 1), 20, (RUE,)))
    deluxe = replace(TRACK, id="a1", album=AlbumHead("c", "Late Nights", "album", date(2022, 1, 1), 20, (RUE,)))
    work = replace(WORK, isrc=ISRC)
    for order in ([TRACK, later, deluxe], [deluxe, later, TRACK]):
        assert decide(work, order).track == TRACK
        assert decide(replace(work, album="Late Nights"), order).track == deluxe
        assert decide(replace(work, album=None), [later, deluxe]).track == deluxe


def test_two_recordings_that_fit_alike_are_for_a_person_to_tell_apart() -> None:
    twin = replace(TRACK, id="t2", isrc="GBAYE2100001", album=replace(ALBUM, name="Other Light"))
    work = replace(WORK, album=None)
    verdict = decide(work, [TRACK, twin])
    assert (verdict.confidence, verdict.reasons[-1]) == ("medium", "but 2 recordings fit alike")
    assert decide(WORK, [twin, TRACK]).track == TRACK, "the album tells"
    assert decide(WORK, [twin, TRACK]).confidence == "high"


def test_live_recordings_of_two_places_are_two() -> None:
    work = replace(WORK, title="Harbour (Live at Wembley)", album=None)
    assert decide(work, [replace(TRACK, name="Harbour - Live at Wembley")]).confidence == "high"
    assert decide(work, [replace(TRACK, name="Harbour - Live in Tokyo")]).confidence == "medium"


def test_what_was_rejected_is_not_looked_at_again() -> None:
    assert decide(WORK, [TRACK], {"t1"}).reasons == (NOTHING_FOUND,)
    assert decide(WORK, []).confidence == "none"
