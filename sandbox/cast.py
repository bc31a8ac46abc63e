"""The artists and songs of a world."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid5

from sandbox.identifiers import artist_identifiers, isrc, track_identifiers
from sandbox.names import artist_names, script_of, slug_of, track_title
from sandbox.places import CHART_COUNTRIES, COUNTRIES_OF_SCRIPT, COUNTRY_NAMES
from sandbox.seeded_random import dice
from sandbox.span import CHART_WEEKS, Span

NAMESPACE = UUID("6f1c0a52-3d0e-5b7e-9c55-8f6a1f0c2b11")
FRIDAY = 4

Genre = tuple[str, tuple[str, ...]]

_GENRES: tuple[Genre, ...] = (
    ("pop", ("dance pop", "indie pop")),
    ("rock", ("alternative rock", "indie rock")),
    ("hip-hop & rap", ("trap", "conscious")),
    ("electronic", ("house", "techno")),
    ("r&b", ("neo soul",)),
    ("latin", ("reggaeton", "bachata")),
    ("asian", ("k-pop", "j-pop")),
    ("folk", ("singer-songwriter",)),
    ("jazz", ("vocal jazz",)),
    ("african", ("afrobeats", "amapiano")),
)
_LABELS = ("Tidemark", "Low Lantern", "Groundswell Records", "Paperboat", "Kilometre Zero", "Nine Doors")
_OWNERS = ("Groundswell", "Independent")
_TIERS = (2, 3, 3, 4, 4, 4, 5, 5, 6)


@dataclass(frozen=True, slots=True)
class Artist:
    """An artist; `tier` is the power of ten of the streams a day of an ordinary song of theirs, 2 to 6."""

    uuid: str
    name: str
    slug: str
    country: str
    tier: int
    biography: str
    genres: tuple[Genre, ...]
    identifiers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Track:
    """A song as it truly is; `is_thin` says that the provider does not know ISRC, audio, release date and labels.

    `streams_per_day` is the settled level; `home` is the chart country where most listeners live;
    `is_deleted` means that the provider answers 404 for it although it stands in charts.
    """

    uuid: str
    name: str
    credit_name: str
    artists: tuple[str, ...]
    isrc: str
    released_on: date
    home: str
    streams_per_day: float
    duration_s: int
    is_explicit: bool
    genres: tuple[Genre, ...]
    labels: tuple[tuple[str, str], ...]
    audio: dict[str, float | int]
    identifiers: dict[str, tuple[str, ...]] = field(repr=False)
    is_thin: bool = False
    is_deleted: bool = False


def entity_uuid(seed: int, kind: str, index: int) -> str:
    """The uuid of the n-th artist or track of a seed."""
    return str(uuid5(NAMESPACE, f"{seed}/{kind}/{index}"))


def make_artists(seed: int, count: int) -> tuple[Artist, ...]:
    """`count` artists with different names."""
    names = artist_names(seed, count)
    return tuple(_artist(seed, index, name) for index, name in enumerate(names))


def make_tracks(seed: int, artists: tuple[Artist, ...], count: int, span: Span) -> tuple[Track, ...]:
    """`count` songs; every artist leads at least one, and the last one is the deleted one."""
    return tuple(_track(seed, index, artists, count, span) for index in range(count))


def credit(names: list[str], roll: float) -> str:
    """The credit line of a song: "A", "A & B", "A feat. B", "A, B & C"."""
    if len(names) == 2 and roll < 0.5:
        return " feat. ".join(names)
    return " & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _artist(seed: int, index: int, name: str) -> Artist:
    roll = dice(seed, "artist", index)
    uuid = entity_uuid(seed, "artist", index)
    country = roll.choice(COUNTRIES_OF_SCRIPT[script_of(index)])
    genres = tuple(roll.sample(_GENRES, roll.choice((1, 1, 2))))
    since = roll.randint(1998, 2024)
    return Artist(
        uuid=uuid,
        name=name,
        slug=slug_of(name, uuid),
        country=country,
        # the first five span the whole range, whatever the seed
        tier=6 - index if index < 5 else roll.choice(_TIERS),
        biography=f"{name} began in {since} in {COUNTRY_NAMES[country]}. Known for {genres[0][0]}, seldom on time.",
        genres=genres,
        identifiers=artist_identifiers(roll),
    )


def _track(seed: int, index: int, artists: tuple[Artist, ...], count: int, span: Span) -> Track:
    roll = dice(seed, "track", index)
    lead_index = index if index < len(artists) else roll.randrange(len(artists))
    lead = artists[lead_index]
    guests = roll.choices((0, 1, 2), weights=(74, 20, 6))[0]
    others = [artist for artist in artists if artist is not lead]
    line_up = [lead, *roll.sample(others, min(guests, len(others)))]
    is_deleted = index == count - 1
    # thin songs are obscure and old: the provider knows little, the world still knows all
    is_thin = not is_deleted and index % 27 == 26
    released_on = _release_day(seed, index, is_thin or is_deleted, span)
    year = released_on.year
    level = 10.0**lead.tier * (0.5 + roll.random() * 1.0)
    home = lead.country if lead.country in CHART_COUNTRIES else roll.choice(CHART_COUNTRIES)
    label = roll.choice(_LABELS)
    return Track(
        uuid=entity_uuid(seed, "track", index),
        name=track_title(seed, index, script_of(lead_index)),
        credit_name=credit([artist.name for artist in line_up], roll.random()),
        artists=tuple(artist.uuid for artist in line_up),
        isrc=isrc(lead.country, year, index),
        released_on=released_on,
        home=home,
        streams_per_day=min(level, 300.0) if is_thin else level,
        duration_s=roll.randint(95, 330),
        is_explicit=roll.random() < 0.2,
        genres=lead.genres,
        labels=((label, roll.choice(_OWNERS)),),
        audio={
            "acousticness": round(roll.random(), 2),
            "danceability": round(roll.random(), 2),
            "energy": round(roll.random(), 2),
            "instrumentalness": round(roll.random() ** 4, 2),
            "key": roll.randrange(12),
            "liveness": round(roll.random() * 0.5, 2),
            "loudness": round(-3 - 12 * roll.random(), 2),
            "mode": roll.randrange(2),
            "speechiness": round(roll.random() * 0.4, 2),
            "tempo": round(70 + 110 * roll.random(), 2),
            "timeSignature": roll.choice((3, 4, 4, 4)),
            "valence": round(roll.random(), 2),
        },
        identifiers=track_identifiers(roll, released_on, entity_uuid(seed, "track", index)),
        is_thin=is_thin,
        is_deleted=is_deleted,
    )


def _release_day(seed: int, index: int, must_be_old: bool, span: Span) -> date:
    """A Friday: one song in ten of the last 8 weeks, one in four of the year before, the others older."""
    roll = dice(seed, "release", index)
    last_friday = span.chart_days[-1] - timedelta(days=6)
    draw = roll.random()
    if not must_be_old and (draw < 0.1 or index % 40 == 7):
        return last_friday - timedelta(weeks=roll.randint(0, 7))
    if not must_be_old and draw < 0.35:
        return last_friday - timedelta(weeks=roll.randint(8, CHART_WEEKS - 3))
    return last_friday - timedelta(weeks=roll.randint(CHART_WEEKS + 60, CHART_WEEKS + 700))
