"""The release of album tags, by hand."""

from dataclasses import replace
from itertools import permutations

from tasks.identity.release import choose_release
from tests.unit.recordings import release

VARIOUS = release("Now 48", "1999-01-01", "Various Artists")
BEST = replace(release("Best Of", "1998"), is_compilation=True)
EARLY = release("Harbor", "2001-05")
LATE = release("Harbor (Deluxe)", "2011-05-01")
OTHER = release("Motorway", "2000-02-03")


def test_titled_like_the_album_then_the_earliest() -> None:
    for some in permutations([VARIOUS, BEST, EARLY, LATE, OTHER]):
        assert choose_release(some, {"Harbor - Remastered 2011"}) == EARLY
        assert choose_release(some, {"Something else"}) == OTHER
        assert choose_release(some, set()) == OTHER


def test_never_one_of_many_artists() -> None:
    assert choose_release([VARIOUS], {"Now 48"}) is None
    assert choose_release([VARIOUS, BEST], {"Now 48"}) == BEST
    assert choose_release([replace(BEST, artist_name=None)], {"Best Of"}) is None
    assert choose_release([], {"Harbor"}) is None


def test_a_year_alone_may_mean_its_end() -> None:
    year, day = release("Harbor", "2001"), release("Harbor", "2001-12-30")
    assert choose_release([year, day], {"Harbor"}) == day
    assert choose_release([release("Harbor", None), day], {"Harbor"}) == day
