"""Every form of a Spotify link that is in use names its artist; everything else is told what it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import GroundswellError
from tasks.cards.pasted import NeedsResolving
from tasks.cards.spotify_link import ArtistId, NotALink, OtherKind, TrackId, parse_artist_link, parse_track_link

ID = "4Z8W4fKeB5YxbusRsdQVPb"
ids = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", min_size=22, max_size=22)


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"spotify:artist:{ID}",
        f"SPOTIFY:artist:{ID}?si=abc",
        f"https://open.spotify.com/artist/{ID}",
        f"http://open.spotify.com/artist/{ID}",
        f"HTTPS://Open.Spotify.com/artist/{ID}",
        f"open.spotify.com/artist/{ID}",
        f"//open.spotify.com/artist/{ID}",
        f"https://open.spotify.com/intl-fr/artist/{ID}?si=4f1b2c3d4e5f6a7b",
        f"https://open.spotify.com/intl-pt-BR/artist/{ID}",
        f"https://open.spotify.com/intl-zh-hans/artist/{ID}/",
        f"https://open.spotify.com/embed/artist/{ID}?utm_source=generator&theme=0",
        f"https://open.spotify.com/intl-de/embed/artist/{ID}",
        f"https://play.spotify.com/artist/{ID}",
        f"https://open.spotify.com/artist/{ID}/",
        f"https://open.spotify.com/artist/{ID}#top",
        f"https://open.spotify.com/artist/{ID}?si=x&nd=1#_=_",
        f"https://open.spotify.com/artist/{ID}/discography/all",
        f"https://open.spotify.com//artist/{ID}",
        f"  {ID}\n",
        f'"{ID}"',
        f"<https://open.spotify.com/artist/{ID}>",
        f"“https://open.spotify.com/artist/{ID}”",
        f"\u200b{ID}\u00a0",
    ],
)
def test_accepted_forms_name_the_artist(text: str) -> None:
    assert parse_artist_link(text) == ArtistId(ID)


@pytest.mark.parametrize(
    "text",
    [
        "https://spotify.link/AbCdEfGhIjK",
        "spotify.link/AbCdEfGhIjK",
        "https://open.spotify.com/s/AbCdEfG",
        "https://link.tospotify.com/x1y2z3",
    ],
)
def test_short_links_are_not_guessed_at(text: str) -> None:
    found = parse_artist_link(f" {text} ")
    assert isinstance(found, NeedsResolving)
    assert found.address == text
    assert "open it in a browser" in found.message


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"https://open.spotify.com/track/{ID}", "a track"),
        (f"spotify:track:{ID}", "a track"),
        (f"https://open.spotify.com/intl-fr/album/{ID}?si=1", "an album"),
        (f"https://open.spotify.com/playlist/{ID}", "a playlist"),
        (f"spotify:user:someone:playlist:{ID}", "a playlist"),
        (f"https://open.spotify.com/user/someone/playlist/{ID}", "a playlist"),
        ("https://open.spotify.com/user/someone", "a user"),
        ("spotify:user:someone", "a user"),
        (f"spotify:episode:{ID}", "an episode"),
        (f"spotify:show:{ID}", "a show"),
        (f"spotify:audiobook:{ID}", "an audiobook"),
    ],
)
def test_links_to_something_else_are_told_what_they_are(text: str, kind: str) -> None:
    with pytest.raises(OtherKind, match=f"is a link to {kind}; here the link to an artist is wanted"):
        parse_artist_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Ana Cold",
        ID[:-1],
        f"{ID}x",
        f"{ID[:-1]}-",
        f"{ID[:-1]}é",
        "４Z8W4fKeB5YxbusRsdQVPb",
        "spotify:",
        "spotify:artist",
        f"spotify:search:{ID}",
        f"https://example.com/artist/{ID}",
        f"https://open.spotify.com@example.com/artist/{ID}",
        f"https://open.spotify.com.example.com/artist/{ID}",
        f"ftp://open.spotify.com/artist/{ID}",
        f"https://open.spotify.com/{ID}",
        "https://open.spotify.com/artist/",
        "https://open.spotify.com/",
        f"https://open.spotify.com/artist/{ID} https://open.spotify.com/artist/{ID}",
        f"https://[open.spotify.com/artist/{ID}",
        "x" * 5000,
    ],
)
def test_anything_else_names_the_accepted_forms(text: str) -> None:
    with pytest.raises(NotALink, match=r"https://open\.spotify\.com/artist/.*spotify:artist:.*22 letters") as refused:
        parse_artist_link(text)
    assert not isinstance(refused.value, OtherKind)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("text", [f"spotify:artist:{ID[:-1]}", f"https://open.spotify.com/artist/{ID}A"])
def test_a_damaged_id_is_shown(text: str) -> None:
    with pytest.raises(NotALink, match="Spotify's ids are 22 letters and digits"):
        parse_artist_link(text)


def test_a_track_is_taken_where_tracks_are_wanted() -> None:
    assert parse_track_link(f"https://open.spotify.com/intl-es/track/{ID}?si=1") == TrackId(ID)
    with pytest.raises(OtherKind, match="is a link to an artist; here the link to a track is wanted"):
        parse_track_link(f"spotify:artist:{ID}")


@given(
    artist=ids,
    scheme=st.sampled_from(["https://", "http://", ""]),
    host=st.sampled_from(["open.spotify.com", "play.spotify.com"]),
    before=st.sampled_from(["", "intl-fr/", "intl-pt-BR/", "embed/"]),
    after=st.sampled_from(["", "/", "?si=1", "#x", "/?a=b&c=d#e"]),
    around=st.sampled_from(["{}", " {}\t", "<{}>", "'{}'", "« {} »"]),
)
def test_every_combination_keeps_the_id_letter_for_letter(
    artist: str, scheme: str, host: str, before: str, after: str, around: str
) -> None:
    assert parse_artist_link(around.format(f"{scheme}{host}/{before}artist/{artist}{after}")) == ArtistId(artist)


@given(text=st.text() | st.text("spotify:/.artk?#@[]0aZ-", max_size=60))
def test_no_text_ends_in_anything_but_an_answer_or_a_sentence(text: str) -> None:
    assert re.fullmatch("[0-9A-Za-z]{22}|.*[.]", answer(text), re.DOTALL)


def answer(text: str) -> str:
    try:
        found = parse_artist_link(text)
    except GroundswellError as refused:
        return str(refused)
    return found.message if isinstance(found, NeedsResolving) else found.value
