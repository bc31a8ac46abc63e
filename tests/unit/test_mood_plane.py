"""Moods on the plane of valence and arousal, against norms in which people rated the same words."""

import csv
from pathlib import Path

import pytest

from tasks.tags.mapping import map_tag
from tasks.tags.taxonomy import load_taxonomy

RECORDED = Path(__file__).parents[1] / "recorded" / "taxonomy" / "mood_word_quadrants.csv"
with RECORDED.open(encoding="utf-8", newline="") as file:
    QUADRANTS = {row["word"]: row["quadrant"] for row in csv.DictReader(file)}

# Words that mean something else of music than of life, or that stand for a mood whose other words lie elsewhere.
OF_MUSIC = {
    "lazy": "a vice in life, lazy sundays in music",
    "glad": "calmer than happy, and still glad",
    "grand": "said of the size of the sound",
    "suicide": "an alarming word, but songs about it are low",
    "hazy": "bad weather, in music a dream",
    "oddball": "a dear fellow, in music a strange one",
    "feeling": "a calm word; a song with feeling moves",
}

ours = load_taxonomy()


def quadrant(mood: str) -> str:
    at = ours.moods[mood]
    if at.arousal > 0:
        return "Q1" if at.valence > 0 else "Q2"
    return "Q4" if at.valence > 0 else "Q3"


def test_a_hundred_words_are_tested_in_every_quadrant() -> None:
    assert len(QUADRANTS) == 100
    assert len(OF_MUSIC) <= 7
    assert min(list(QUADRANTS.values()).count(name) for name in ("Q1", "Q2", "Q3", "Q4")) >= 15


@pytest.mark.parametrize("word", sorted(QUADRANTS.keys() - OF_MUSIC))
def test_a_mood_word_lies_in_the_quadrant_people_rate_it_in(word: str) -> None:
    (mood,) = [mood for mood, _ in map_tag(ours, word).moods]
    assert quadrant(mood) == QUADRANTS[word]


@pytest.mark.parametrize("mood", ["sweet", "romantic", "calm", "peaceful", "relaxed", "dreamy", "bittersweet"])
def test_what_is_tender_or_quiet_is_not_aroused(mood: str) -> None:
    assert ours.moods[mood].arousal < 0


def test_the_words_russell_placed_keep_their_order() -> None:
    # figure 4 of Russell (1980): from the most to the least aroused, and from the most to the least pleasant
    aroused = [ours.moods[name].arousal for name in ("excited", "happy", "relaxed")]
    assert aroused == sorted(aroused, reverse=True)
    pleasant = [ours.moods[name].valence for name in ("happy", "calm", "tired", "sad")]
    assert pleasant == sorted(pleasant, reverse=True)
