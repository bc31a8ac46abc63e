"""The taxonomy's own files: every genre leads to roots, and the two great vocabularies map as a whole."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tasks.providers.registry import providers
from tasks.tags.mapping import map_tag
from tasks.tags.normal_form import normal_form
from tasks.tags.sources import tag_sources
from tasks.tags.taxonomy import load_taxonomy

RECORDED = Path(__file__).parents[1] / "recorded" / "taxonomy"
MUSICBRAINZ = (RECORDED / "musicbrainz_genres.txt").read_text("utf-8").splitlines()
with (RECORDED / "discogs_styles.csv").open(encoding="utf-8", newline="") as file:
    DISCOGS = [(row["genre"], row["style"]) for row in csv.DictReader(file)]

ours = load_taxonomy()

# A Discogs style is found below what its genre is called here; those that are filed elsewhere are named one by one.
UNDER = {
    "Blues": {"blues", "r&b"},
    "Brass & Military": {"brass & military"},
    "Children's": {"children's music"},
    "Classical": {"classical", "religious"},
    "Electronic": {"electronic"},
    "Folk, World, & Country": {"folk", "world", "country"},
    "Funk / Soul": {"r&b"},
    "Hip Hop": {"hip hop"},
    "Jazz": {"jazz"},
    "Latin": {"latin"},
    "Non-Music": {"non-music", "comedy"},
    "Pop": {"pop"},
    "Reggae": {"reggae"},
    "Rock": {"rock", "metal"},  # Discogs has no genre for metal
    "Stage & Screen": {"soundtrack"},
}
ELSEWHERE = {
    "Dub", "Experimental", "Harsh Noise Wall", "Hip Hop", "Latin", "Modern Classical", "Musique Concrète", "Neofolk",
    "New Age", "Sound Collage", "Andean Music", "Chacarera", "Gospel", "Psychedelic", "Bass Music", "Cut-up/DJ",
    "Electro", "Go-Go", "Instrumental", "Kwaito", "Miami Bass", "RnB/Swing", "Trip Hop", "Easy Listening", "Space-Age",
    "Compas", "Religious", "Sound Art", "Sound Poetry", "Light Music", "Parody", "Steel Band", "Avantgarde", "Lounge",
    "Noise", "Ska", "Yé-Yé",
}  # fmt: skip


def test_the_vocabularies_are_whole() -> None:
    assert len(MUSICBRAINZ) == 2077
    assert len({style for _, style in DISCOGS}) == 503
    assert {genre for genre, _ in DISCOGS} == set(UNDER)


def test_every_genre_leads_to_roots_whose_shares_sum_to_one() -> None:
    roots = set(ours.roots)
    for genre in ours.genres:
        shares = ours.roots_of(genre)
        assert set(shares) <= roots, genre
        assert sum(shares.values()) == pytest.approx(1), genre


def test_weights_of_parents_sum_to_one_and_parents_exist() -> None:
    for genre in ours.genres.values():
        if genre.parents:
            assert sum(weight for _, weight in genre.parents) == pytest.approx(1), genre.name
        assert all(parent in ours.genres for parent, _ in genre.parents), genre.name


def test_the_roots_are_those_of_an_editor() -> None:
    assert {"rock", "pop", "electronic", "hip hop", "r&b", "jazz", "blues", "country", "folk", "classical"} <= set(
        ours.roots
    )
    assert {"reggae", "latin", "world", "new age", "easy listening", "soundtrack", "comedy"} <= set(ours.roots)


@pytest.mark.parametrize(
    ("genre", "roots"),
    [
        ("black metal", {"metal": 1}),
        ("oi", {"rock": 1}),
        ("folk metal", {"metal": 0.7, "folk": 0.3}),
        ("deep funk", {"r&b": 1}),
        ("neo soul", {"r&b": 1}),
        ("bebop", {"jazz": 1}),
        ("delta blues", {"blues": 1}),
        ("jungle", {"electronic": 1}),
        ("dancehall", {"reggae": 1}),
        ("salsa dura", {"latin": 1}),
        ("opera buffa", {"classical": 1}),
        ("mandopop", {"pop": 1}),
        ("standup comedy", {"comedy": 1}),
        ("bluegrass", {"country": 1}),
        ("gamelan degung", {"world": 1}),
        ("samba-jazz", {"jazz": 0.5, "latin": 0.5}),
    ],
)
def test_genres_stand_where_they_belong(genre: str, roots: dict[str, float]) -> None:
    assert ours.roots_of(genre) == pytest.approx(roots)


def test_every_genre_of_musicbrainz_maps_to_itself_or_to_its_other_name() -> None:
    mapped = {name: map_tag(ours, name, "musicbrainz") for name in MUSICBRAINZ}
    assert [name for name, found in mapped.items() if not found.genres] == []
    by_form = {normal_form(name): name for name in ours.genres}
    renamed = {
        name: [genre for genre, _ in found.genres]
        for name, found in mapped.items()
        if by_form.get(normal_form(name)) != found.genres[0][0]
    }
    assert renamed == {
        # three doors to several genres, and one that is the root's own name
        "progressive": ["progressive rock", "progressive metal", "progressive house", "progressive trance"],
        "western classical": ["classical"],
    }


def test_every_style_and_genre_of_discogs_maps() -> None:
    unmapped = [pair for pair in DISCOGS for name in pair if not map_tag(ours, name, "discogs").genres]
    assert unmapped == []


def test_styles_of_discogs_stand_below_their_genre() -> None:
    astray = {
        (genre, style)
        for genre, style in DISCOGS
        if style not in ELSEWHERE
        and not UNDER[genre]
        & {root for name, _ in map_tag(ours, style, "discogs").genres for root in ours.roots_of(name)}
    }
    assert astray == set()


def test_few_styles_of_discogs_need_their_source() -> None:
    alone = {style for _, style in DISCOGS if not map_tag(ours, style).genres}
    assert alone <= {"Modern", "Political", "Romantic", "Story", "Technical"}


def test_moods_lie_in_the_plane_and_in_every_quadrant() -> None:
    assert 40 <= len(ours.moods) <= 80
    assert all(-1 <= mood.valence <= 1 and -1 <= mood.arousal <= 1 for mood in ours.moods.values())
    quadrants = Counter((mood.valence > 0, mood.arousal > 0) for mood in ours.moods.values())
    assert min(quadrants.values()) >= 5
    assert len(quadrants) == 4


def test_priors_speak_of_every_source_and_level() -> None:
    assert set(tag_sources()) <= set(ours.source_priors) <= set(providers())
    assert ours.level_priors["track"] > ours.level_priors["album"] > ours.level_priors["artist"] > 0
    assert 0 < ours.source_cap <= 1
