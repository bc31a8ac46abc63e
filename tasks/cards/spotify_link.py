"""Spotify links and ids as people paste them. Pure: nothing is looked up."""

import re
from dataclasses import dataclass

from tasks.cards.pasted import Address, NeedsResolving, PastedError, address, bare, shown

KINDS = ("artist", "track", "album", "playlist", "user", "show", "episode", "audiobook")
HOSTS = ("open.spotify.com", "play.spotify.com")
SHORT_HOSTS = ("spotify.link", "link.tospotify.com")

_ID = re.compile(r"[0-9A-Za-z]{22}")
_LANGUAGE = re.compile(r"intl-[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_STEPS = {
    "artist": "open it on Spotify, choose the artist's name there, and copy the link of that page",
    "track": "open it on Spotify, choose the track there, and copy the link of that page",
}


class NotALink(PastedError):
    """Nothing that Spotify calls an artist or track."""


class OtherKind(NotALink):
    """A good link to something else than is wanted here."""


@dataclass(frozen=True, slots=True)
class ArtistId:
    """Spotify's id of an artist: 22 letters and digits."""

    value: str


@dataclass(frozen=True, slots=True)
class TrackId:
    """Spotify's id of a track: 22 letters and digits."""

    value: str


def parse_artist_link(text: str) -> ArtistId | NeedsResolving:
    """The artist a link, URI or bare id names; NeedsResolving for a short link.

    Raises OtherKind for a link to a track, album and so on, NotALink for anything else.
    """
    found = _parse(text, "artist")
    return found if isinstance(found, NeedsResolving) else ArtistId(found)


def parse_track_link(text: str) -> TrackId | NeedsResolving:
    """The track a link, URI or bare id names; else like parse_artist_link."""
    found = _parse(text, "track")
    return found if isinstance(found, NeedsResolving) else TrackId(found)


def _parse(text: str, wanted: str) -> str | NeedsResolving:
    given = bare(text)
    if _ID.fullmatch(given):
        return given
    if given.lower().startswith("spotify:"):
        named = _of_uri(given)
    elif (where := address(given)) is None:
        named = None
    elif where.host in SHORT_HOSTS or (where.host in HOSTS and where.segments[:1] == ("s",)):
        return _short(given)
    else:
        named = _of_address(where)
    if named is None:
        raise NotALink(_not_a_link(given, wanted))
    kind, found = named
    if kind != wanted:
        article = "an" if kind[0] in "aeo" else "a"
        target = "an artist" if wanted == "artist" else "a track"
        raise OtherKind(
            f"{shown(given)} is a link to {article} {kind}; here the link to {target} is wanted: {_STEPS[wanted]}."
        )
    if not _ID.fullmatch(found):
        raise NotALink(
            f"{shown(given)} names no {wanted}: Spotify's ids are 22 letters and digits, and "
            f"“{shown(found)}” is not; copy the link again from Spotify."
        )
    return found


def _of_uri(given: str) -> tuple[str, str] | None:
    """(kind, id) of spotify:artist:ID, also of the old spotify:user:NAME:playlist:ID."""
    parts = re.split("[?#]", given, maxsplit=1)[0].split(":")[1:]
    if len(parts) >= 4 and parts[0].lower() == "user" and parts[2].lower() == "playlist":
        parts = parts[2:]
    if len(parts) < 2 or parts[0].lower() not in KINDS:
        return None
    return parts[0].lower(), parts[1].rstrip("/")


def _of_address(where: Address) -> tuple[str, str] | None:
    """(kind, id) of a page of Spotify; what follows the id, such as /discography, is left out."""
    if where.host not in HOSTS:
        return None
    segments = list(where.segments)
    while segments and (_LANGUAGE.fullmatch(segments[0]) or segments[0].lower() == "embed"):
        del segments[0]
    if len(segments) >= 4 and segments[0].lower() == "user" and segments[2].lower() == "playlist":
        del segments[:2]
    if len(segments) < 2 or segments[0].lower() not in KINDS:
        return None
    return segments[0].lower(), segments[1]


def _short(given: str) -> NeedsResolving:
    return NeedsResolving(
        given,
        f"{shown(given)} is a short link, which only Spotify can resolve: open it in a browser, wait for the page, and "
        "paste the long address that starts with https://open.spotify.com/.",
    )


def _not_a_link(given: str, wanted: str) -> str:
    what = f"“{shown(given)}” names no {wanted} on Spotify" if given else "Nothing was given"
    length = f" ({len(given)} characters, 22 are wanted)" if re.fullmatch("[0-9A-Za-z]{18,26}", given) else ""
    return (
        f"{what}{length}; give a link such as https://open.spotify.com/{wanted}/4Z8W4fKeB5YxbusRsdQVPb, "
        f"a URI such as spotify:{wanted}:4Z8W4fKeB5YxbusRsdQVPb, or the bare id of 22 letters and digits."
    )
