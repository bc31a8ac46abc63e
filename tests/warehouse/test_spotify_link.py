"""Every form of a Spotify link that is in use names its artist; everything else is told what it is."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from tasks.roster.entry_store import EntryRefused
from tasks.roster.pasted import OTHER_KIND, spotify_id

ID = "4Z8W4fKeB5YxbusRsdQVPb"
ids = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", min_size=22, max_size=22)


@pytest.fixture(scope="module")
def connection(shared_warehouse: Engine) -> Iterator[Connection]:
    with shared_warehouse.connect() as opened:
        yield opened


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
        f"\u2066https://open.spotify.com/art\u200bist/{ID}\u2069",
        f"https://open.spotify.com/artist/{ID}.",
        f"(https://open.spotify.com/artist/{ID})",
        f"https://open.spotify.com/artist/{ID}?si=1).",
        f"[{ID}]",
        f"Check out Ana on Spotify! https://open.spotify.com/artist/{ID}?si=1 #NowPlaying",
        f"Ana\nspotify:artist:{ID}",
        f"look: open.spotify.com/artist/{ID}, she is good",
        f"https://open.spotify.com/artist/{ID}%20",
        f"https://open.spotify.com/artist%2F{ID}%3Fsi%3D1",
        f"https%3A%2F%2Fopen.spotify.com%2Fartist%2F{ID}%3Fsi%3D1",
        f"spotify%3Aartist%3A{ID}",
        f"https://open.spotify.com/artist/{ID}?si=1&utm_source=copy-link&context=spotify%3Aalbum%3Ax",
    ],
)
def test_accepted_forms_name_the_artist(connection: Connection, text: str) -> None:
    assert spotify_id(connection, text, "artist") == ID


@pytest.mark.parametrize(
    "text",
    [
        "https://spotify.link/AbCdEfGhIjK",
        "spotify.link/AbCdEfGhIjK",
        "https://open.spotify.com/s/AbCdEfG",
        "https://link.tospotify.com/x1y2z3",
        "https://spoti.fi/3xYz",
        "spoti.fi/3xYz",
        "https://spotify.app.link/AbC?_p=c1",
    ],
)
def test_short_links_are_not_guessed_at(connection: Connection, text: str) -> None:
    with pytest.raises(EntryRefused, match=f"^{re.escape(text)} is a short link.*open it in a browser") as refused:
        spotify_id(connection, f" {text} ", "artist")
    assert refused.value.code == OTHER_KIND


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
def test_links_to_something_else_are_told_what_they_are(connection: Connection, text: str, kind: str) -> None:
    with pytest.raises(EntryRefused, match=f"is a link to {kind}; here the link to an artist is wanted") as refused:
        spotify_id(connection, text, "artist")
    assert refused.value.code == OTHER_KIND


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
def test_anything_else_names_the_accepted_forms(connection: Connection, text: str) -> None:
    forms = r"https://open\.spotify\.com/artist/.*spotify:artist:.*22 letters"
    with pytest.raises(EntryRefused, match=forms) as refused:
        spotify_id(connection, text, "artist")
    assert refused.value.code != OTHER_KIND
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("text", [f"spotify:artist:{ID[:-1]}", f"https://open.spotify.com/artist/{ID}A"])
def test_a_damaged_id_is_shown(connection: Connection, text: str) -> None:
    with pytest.raises(EntryRefused, match="Spotify's ids are 22 letters and digits"):
        spotify_id(connection, text, "artist")


def test_a_track_is_taken_where_tracks_are_wanted(connection: Connection) -> None:
    assert spotify_id(connection, f"https://open.spotify.com/intl-es/track/{ID}?si=1", "track") == ID
    with pytest.raises(EntryRefused, match="is a link to an artist; here the link to a track is wanted"):
        spotify_id(connection, f"spotify:artist:{ID}", "track")


@settings(deadline=None)
@given(
    artist=ids,
    scheme=st.sampled_from(["https://", "http://", ""]),
    host=st.sampled_from(["open.spotify.com", "play.spotify.com"]),
    before=st.sampled_from(["", "intl-fr/", "intl-pt-BR/", "embed/"]),
    after=st.sampled_from(["", "/", "?si=1", "#x", "/?a=b&c=d#e"]),
    around=st.sampled_from(["{}", " {}\t", "<{}>", "'{}'", "« {} »"]),
)
def test_every_combination_keeps_the_id_letter_for_letter(
    connection: Connection, artist: str, scheme: str, host: str, before: str, after: str, around: str
) -> None:
    said = around.format(f"{scheme}{host}/{before}artist/{artist}{after}")
    assert spotify_id(connection, said, "artist") == artist


@settings(deadline=None)
@given(text=st.text() | st.text("spotify:/.artk?#@[]0aZ-", max_size=60))
def test_no_text_ends_in_anything_but_an_answer_or_a_sentence(connection: Connection, text: str) -> None:
    assert re.fullmatch("[0-9A-Za-z]{22}|.*[.]", answer(connection, text), re.DOTALL)


def answer(connection: Connection, text: str) -> str:
    try:
        return spotify_id(connection, text, "artist")
    except EntryRefused as refused:
        return str(refused)
