"""MusicBrainz recordings for tests, named in a line."""

from tasks.providers.musicbrainz.records import Credit, Recording, ReleaseHead


def recording(
    name: str,
    artist: str | tuple[str, ...] = "The Tides",
    seconds: float | None = 200.0,
    *,
    id: str = "",
    beside: str = "",
    releases: tuple[ReleaseHead, ...] = (),
    is_video: bool = False,
) -> Recording:
    """A recording; several artists are joined by " & "."""
    names = (artist,) if isinstance(artist, str) else artist
    credits = tuple(Credit(f"id of {one}", one, " & " if at < len(names) - 1 else "") for at, one in enumerate(names))
    length = None if seconds is None else round(seconds * 1000)
    return Recording(
        id or f"{name} by {names[0]} {seconds}", name, length, credits, beside, is_video, (), releases, None
    )


def release(name: str, on: str | None = "2001-05-06", artist: str | None = "The Tides", id: str = "") -> ReleaseHead:
    """A release; a compilation when it says so by its artist."""
    return ReleaseHead(id or f"{name} {on}", name, artist, None, on)
