"""Which release of a recording its album tags come from. Pure."""

from collections.abc import Collection, Sequence

from tasks.identity.names import ALIKE, likeness, normal
from tasks.identity.titles import titled
from tasks.providers.musicbrainz.records import ReleaseHead

VARIOUS_ARTISTS = "89ad4ac3-39f7-470e-963a-56509c546377"
_VARIOUS = frozenset({"various artists", "various", "varios artistas", "verschiedene interpreten", "va"})


def is_various(name: str | None) -> bool:
    """Whether a name stands for many artists rather than for one."""
    return name is not None and normal(name) in _VARIOUS


def choose_release(releases: Sequence[ReleaseHead], albums: Collection[str]) -> ReleaseHead | None:
    """The release that tells most: no compilation of many artists, no other compilation where there is a choice,
    titled like one of the ``albums`` it is heard on, the earliest. None when there is none of one artist.

    The same for the same releases and albums, whatever their order.
    """
    of_one = [release for release in releases if not is_various(release.artist_name)]
    # an unnamed compilation may be of many artists
    of_one = [release for release in of_one if release.artist_name or not release.is_compilation]
    names = {normal(titled(album).core) for album in albums}

    def rank(release: ReleaseHead) -> tuple[bool, bool, str, str]:
        name = normal(titled(release.name).core)
        is_like = any(likeness(name, other) >= ALIKE for other in names)
        # a year alone may mean its last day
        day = f"{release.released_on or '9999'}-99-99"[:10]
        return bool(release.is_compilation), not is_like, day, release.id

    return min(of_one, key=rank, default=None)
