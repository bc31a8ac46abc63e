"""What one tag of a source means: a class and its targets, each with a confidence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.tags.lexicon import Meaning
from tasks.tags.normal_form import normal_form, without_gaps
from tasks.tags.parts import noise_of
from tasks.tags.phrase import composed
from tasks.tags.taxonomy import Taxonomy

UNKNOWN = "unknown"
_SEPARATOR = re.compile("[/|;,]")
LONGEST = 200  # letters of a tag that are read; what is longer is no tag


class Mapped(NamedTuple):
    """A tag's class (genre, mood, an ignore class or unknown) and what it stands for, confidences in 0..1.

    A tag may be several things: "sad indie rock" is a genre and a mood and has the class genre, "swedish death metal"
    is a genre and has the noise place.
    """

    tag_class: str
    genres: tuple[tuple[str, float], ...] = ()
    moods: tuple[tuple[str, float], ...] = ()
    noise: tuple[str, ...] = ()


def map_tag(taxonomy: Taxonomy, tag: str, source: str = "") -> Mapped:
    """The meaning of a tag as a source wrote it; a source may use a word in a way of its own. Never raises."""
    form = normal_form(tag[:LONGEST])
    own = taxonomy.source_lexicons.get(source)
    meaning = (own.find(form) if own else None) or _read(taxonomy, form)
    if meaning is None:
        return Mapped(UNKNOWN)
    tag_class = "genre" if meaning.genres else "mood" if meaning.moods else meaning.noise[0]
    genres = tuple((genre, round(confidence, 4)) for genre, confidence in meaning.genres)
    return Mapped(tag_class, genres, meaning.moods, meaning.noise)


def _read(taxonomy: Taxonomy, form: str) -> Meaning | None:
    if not form:
        return None
    found = taxonomy.lexicon.find(form)
    if found is not None:
        return found
    if without_gaps(form) in taxonomy.grammar.names:
        return None
    if noise := noise_of(taxonomy, form):
        return Meaning(noise=(noise,))
    return (
        _rewritten(taxonomy, form)
        or _separated(taxonomy, form)
        or _run_together(taxonomy, form)
        or _phrase(taxonomy, form)
        or _with_stranger(taxonomy, form)
    )


def _rewritten(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """By its parts, in another spelling or language, or in another order."""
    rules = taxonomy.grammar.rules
    if _SEPARATOR.search(form):
        return None
    for text in _spellings(taxonomy, form):
        if text != form and (found := taxonomy.lexicon.find(text)):
            return _weakened(found, rules.spelling)
        if found := _reordered(taxonomy, text):
            return _weakened(found, rules.reordered)
        if found := composed(taxonomy, text):
            return found if text == form else _weakened(found, rules.spelling)
    return None


def _spellings(taxonomy: Taxonomy, form: str) -> Iterator[str]:
    grammar = taxonomy.grammar
    yield form
    text = form
    for pattern, stead in grammar.spellings:
        text = pattern.sub(stead, text)
    text = " ".join([grammar.words.get(word, word) for word in text.split(" ")])
    if text != form:
        yield text


def _run_together(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """One word made of two known ones, of which one at least is a genre: "technohouse", "ethnicrock"."""
    if " " in form or len(form) < 7:
        return None
    grammar = taxonomy.grammar

    def is_genre(word: str) -> bool:
        found = taxonomy.lexicon.exact(word)
        return bool(found and found.genres) and (len(word) >= 5 or word in grammar.heads)

    def is_known(word: str) -> bool:
        found = taxonomy.lexicon.exact(word)
        return bool(found and (found.genres or found.moods)) or word in grammar.modifiers or word in grammar.words

    for end in range(3, len(form) - 2):
        first, second = form[:end], form[end:]
        if (is_genre(first) or is_genre(second)) and is_known(first) and is_known(second):
            return _rewritten(taxonomy, f"{first} {second}")
    return None


def _reordered(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """ "rock alternative" and "metal, black" have the first or last word in another place."""
    words = form.split(" ")
    if not 2 <= len(words) <= 4:
        return None
    found = taxonomy.lexicon.exact(" ".join([*words[1:], words[0]]))
    if found is None and len(words) > 2:
        found = taxonomy.lexicon.exact(" ".join([words[-1], *words[:-1]]))
    return found if found and found.genres else None


def _separated(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """ "death/thrash metal", "rock, pop": each part with an equal share, when every part is known."""
    parts = [part.strip() for part in _SEPARATOR.split(form) if part.strip()]
    if len(parts) < 2:
        return None
    head = parts[-1].rpartition(" ")[2] if " " in parts[-1] else ""
    found: list[Meaning] = []
    for part in parts:
        shared = taxonomy.lexicon.exact(f"{part} {head}") if head and " " not in part else None
        meaning = shared or taxonomy.lexicon.find(part) or _rewritten(taxonomy, part)
        if meaning is None:
            return None
        found.append(meaning)
    sure = taxonomy.grammar.rules.compound
    with_genres = [meaning for meaning in found if meaning.genres]
    genres: dict[str, float] = {}
    for meaning in with_genres:
        for genre, confidence in meaning.genres:
            genres[genre] = genres.get(genre, 0.0) + sure * confidence / len(with_genres)
    moods = {mood: sure * confidence for meaning in found for mood, confidence in meaning.moods}
    noise = dict.fromkeys(name for meaning in found for name in meaning.noise)
    return Meaning(tuple(genres.items()), tuple(moods.items()), tuple(noise))


def _phrase(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """A sentence: the mood it speaks of ("songs that make me cry"), and the class it belongs to."""
    grammar = taxonomy.grammar
    moods = tuple((mood, grammar.rules.phrase) for mood, pattern in grammar.mood_phrases if pattern.search(form))
    noise = next((name for name, pattern in grammar.phrases if pattern.search(form)), "")
    return Meaning(moods=moods, noise=(noise,) if noise else ()) if moods or noise else None


def _with_stranger(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """One unknown word beside a genre that can hardly be meant otherwise: "mazovian death metal", "rap lyonnais"."""
    grammar = taxonomy.grammar
    first, _, rest = form.partition(" ")
    if len(first) < 3 or not rest:
        return None
    if grammar.followers.fullmatch(rest) and first in grammar.heads:
        found = taxonomy.lexicon.exact(first)
    else:
        found = taxonomy.lexicon.exact(rest) if rest in grammar.heads or " " in rest else None
    return Meaning(_weakened(found, grammar.rules.stranger).genres) if found and found.genres else None


def _weakened(meaning: Meaning, by: float) -> Meaning:
    return Meaning(
        tuple((name, confidence * by) for name, confidence in meaning.genres),
        tuple((name, confidence * by) for name, confidence in meaning.moods),
        meaning.noise,
    )
