"""A tag of several words, read part by part: "sad swedish death metal" is a mood, a place and a genre."""

from typing import NamedTuple

from tasks.tags.lexicon import Meaning
from tasks.tags.taxonomy import Taxonomy

# In a tag of several genres the last is what it is, the ones before say how: "jazz metal" is metal first.
HEAD_SHARE = 0.6
_JOINING = frozenset({"and", "with", "the", "y", "et", "und", "e"})


class Part(NamedTuple):
    """Some words of a tag; without a meaning they are modifiers or fillers."""

    words: str
    meaning: Meaning


def parts_of(taxonomy: Taxonomy, form: str) -> list[Part] | None:
    """The parts of a normal form, the longest known ones first; None when a word of it is not known."""
    words = form.split(" ")
    grammar = taxonomy.grammar
    parts: list[Part] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + taxonomy.lexicon.longest), start, -1):
            text = " ".join(words[start:end])
            meaning = taxonomy.lexicon.find(text) if end - start > 1 or len(text) > 1 else None
            if meaning is None:
                continue
            parts.append(Part(text, meaning))
            start = end
            break
        else:
            word = words[start]
            noise = noise_of(taxonomy, word)
            is_known = noise or word in grammar.modifiers or word in grammar.fillers or (word in _JOINING and parts)
            if not is_known:
                return None
            parts.append(Part(word, Meaning(noise=(noise,) if noise else ())))
            start += 1
    return parts


def noise_of(taxonomy: Taxonomy, form: str) -> str:
    """The ignore class whose pattern a text matches as a whole; empty when there is none."""
    for name, pattern in taxonomy.grammar.patterns:
        if pattern.fullmatch(form):
            return name
    return ""


def composed(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """What a tag of known parts means; None when a word is not known or nothing is meant.

    Genres: the last one counts HEAD_SHARE, those before it the rest; a modifier ("melodic", "progressive") before a
    genre is no genre of its own.
    """
    parts = parts_of(taxonomy, form)
    if parts is None:
        return None
    grammar, rules = taxonomy.grammar, taxonomy.grammar.rules
    heads = [number for number, part in enumerate(parts) if part.meaning.genres]
    kept = [number for number in heads if number == heads[-1] or parts[number].words not in grammar.modifiers]
    shares = [HEAD_SHARE if number == kept[-1] else (1 - HEAD_SHARE) / (len(kept) - 1) for number in kept]
    if len(kept) == 1:
        shares = [1.0]
    sure = rules.compound if len(kept) > 1 else rules.modified
    genres: dict[str, float] = {}
    for number, share in zip(kept, shares, strict=True):
        for genre, confidence in parts[number].meaning.genres:
            genres[genre] = genres.get(genre, 0.0) + share * confidence * sure
    # a word that is mood and genre ("ambient") is the genre when it stands before another one
    moods = {
        mood: confidence * rules.modified
        for number, part in enumerate(parts)
        for mood, confidence in part.meaning.moods
        if not (number in heads and len(parts) > 1)
    }
    noise = tuple(dict.fromkeys(name for part in parts for name in part.meaning.noise if not part.meaning.genres))
    if not (genres or moods or noise):
        return None
    return Meaning(tuple(genres.items()), tuple(moods.items()), noise)
