"""Marketing's pages as a browser without scripts sees them, and what they leave in the warehouse."""

import html
import re
import secrets
import string
from dataclasses import dataclass
from typing import Any

import httpx
from installation import Installation, Person, hidden_token
from sqlalchemy import text

LETTERS = string.ascii_letters + string.digits


def enter(person: Person, path: str, page: str = "/marketing/cards/", **fields: Any) -> httpx.Response:
    """Send a form as the page would, with the token it holds; redirects are not followed."""
    token = hidden_token(person.get(page).text)
    return person.browser.post(path, data={"csrf_token": token, **fields})


def said_beside(answer: httpx.Response, field: str) -> str:
    """What the page says beside a field, which must be marked as wrong and point to it."""
    assert answer.status_code == 422, answer.status_code
    found = re.search(rf'<p class="gs-problem" id="{field}-problem">(.*?)</p>', answer.text, re.DOTALL)
    assert found is not None, f"nothing is said beside {field}"
    marked = re.search(rf'<(?:input|select)[^>]*id="{field}"[^>]*>', answer.text, re.DOTALL)
    assert marked is None or f"{field}-problem" in marked[0], f"{field} does not point to what is said about it"
    return html.unescape(found[1]).strip()


def alert(answer: httpx.Response) -> str:
    """What the page says above its forms when something could not be done."""
    found = re.search(r'<div class="gs-alert is-bad" role="alert">(.*?)</div>', answer.text, re.DOTALL)
    assert found is not None, "nothing is said"
    return html.unescape(found[1]).strip()


def saved(person: Person, answer: httpx.Response) -> str:
    """What the page that follows an entry says of it."""
    assert answer.status_code == 303, answer.text[:500]
    after = person.get(answer.headers["location"])
    assert after.status_code == 200
    found = re.search(r'<div class="gs-alert is-good" role="status">(.*?)</div>', after.text, re.DOTALL)
    assert found is not None, "the page does not say what was saved"
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", found[1])).split())


def rows(installation: Installation, query: str, **given: Any) -> list[tuple[Any, ...]]:
    """Rows of the warehouse, as its owner sees them."""
    with installation.engine.begin() as connection:
        done = connection.execute(text(query), given)
        return [tuple(row) for row in done] if done.returns_rows else []


def entered(installation: Installation) -> tuple[Any, ...]:
    """Everything people can have entered; the same before and after when nothing was written."""
    return rows(
        installation,
        "select (select array_agg(c.* order by card_id) from app.artist_card c)::text, "
        "(select array_agg(r.* order by rule_id) from app.spike_rule r)::text, "
        "(select max(audit_id) from app.audit), (select count(*) from core.artist_sound), "
        "(select count(*) from core.song_link), (select count(*) from core.sound), "
        "(select count(*) from app.sound_suggestion where state = 'waiting'), "
        "(select count(*) from ops.dirty_mark)",
    )[0]


@dataclass(frozen=True)
class Newcomer:
    """An artist of the vendor's catalogue whom nobody follows yet."""

    artist_id: int
    spotify: str
    name: str


def newcomer(installation: Installation, name: str) -> Newcomer:
    """Put an artist into the catalogue, with a Spotify id nobody had."""
    spotify = "".join(secrets.choice(LETTERS) for _ in range(22))
    [(artist_id,)] = rows(
        installation,
        "insert into core.artist (artist_id_spotify, name) values (:spotify, :name) returning artist_id",
        spotify=spotify,
        name=name,
    )
    rows(
        installation,
        "insert into core.spotify_account (spotify_account_id, artist_id_spotify, name, artist_id) "
        "select coalesce(max(spotify_account_id), 0) + 1, :spotify, :name, :id from core.spotify_account",
        spotify=spotify,
        name=name,
        id=artist_id,
    )
    return Newcomer(artist_id, spotify, name)


def follow(installation: Installation, person: Person, name: str) -> tuple[Newcomer, str]:
    """A newcomer with a draft card made on the page; the card's address."""
    artist = newcomer(installation, name)
    link = f"https://open.spotify.com/intl-de/artist/{artist.spotify}?si=1"
    answer = enter(person, "/marketing/cards/", link=link, label="Tidemark", team="")
    assert answer.status_code == 303, answer.text
    return artist, answer.headers["location"].partition("?")[0]


def new_sound() -> str:
    """An id as TikTok's are: 19 digits."""
    return "7" + "".join(secrets.choice(string.digits[1:]) for _ in range(18))
