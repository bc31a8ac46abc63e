"""A tag of several words, read part by part: "sad swedish death metal" is a mood, a place and a genre."""

from typing import NamedTuple

from tasks.tags.lexicon import Meaning
from tasks.tags.taxonomy import Taxonomy

# In a tag of several genres the last is what it is, the ones before say how: "jazz metal" is metal first.
HEAD_SHARE = 0.6
# Words between others that say nothing by themselves, not even that a tag is noise.
_LOOSE = frozenset({"all", "some", "my", "a", "so", "very", "too", "really", "most", "ever", "the", "only"})
_JOINING = frozenset({"and", "with", "the", "y", "et", "und", "e", "en", "from"})


class Part(NamedTuple):
    """Some words of a tag; without a meaning they are modifiers or fillers."""

    words: str
    meaning: Meaning


def parts_of(taxonomy: Taxonomy, form: str) -> list[Part] | None:
    """The parts of a normal form, None when a word of it is not known.

    Read from the end, the longest known part first, since the head of a tag stands there: "progressive folk rock" is
    folk rock.
    """
    words = form.split(" ")
    if words[-1] in taxonomy.grammar.fillers and (rest := taxonomy.lexicon.find(" ".join(words[:-1]))):
        return [Part(" ".join(words[:-1]), rest), Part(words[-1], Meaning())]
    parts: list[Part] = []
    end = len(words)
    while end > 0:
        for start in range(max(0, end - taxonomy.lexicon.longest), end):
            text = " ".join(words[start:end])
            if meaning := _meaning(taxonomy, words[start:end], text):
                parts.append(Part(text, meaning))
                end = start
                break
        else:
            word = words[end - 1]
            grammar = taxonomy.grammar
            is_plain = word in grammar.modifiers or word in grammar.fillers or word in _JOINING
            noise = "" if is_plain else noise_of(taxonomy, word)
            if not (noise or is_plain):
                return None
            parts.append(Part(word, Meaning(noise=(noise,) if noise else ())))
            end -= 1
    return parts[::-1]


def _meaning(taxonomy: Taxonomy, words: list[str], text: str) -> Meaning | None:
    """Of some words together; two may stand the other way round, as in "rock progressive italian"."""
    found = taxonomy.lexicon.find(text) if len(text) > 1 else None
    if found is None and len(words) == 2:
        swapped = taxonomy.lexicon.exact(f"{words[1]} {words[0]}")
        found = swapped if swapped and swapped.genres else None
    return found


def noise_of(taxonomy: Taxonomy, form: str) -> str:
    """The ignore class whose pattern a text matches as a whole; empty when there is none."""
    for name, pattern in taxonomy.grammar.patterns:
        if pattern.fullmatch(form):
            return name
    return ""


def composed(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """What a tag of known parts means; None when a word is not known or nothing is meant."""
    parts = parts_of(taxonomy, form)
    if parts is None:
        return None
    genres = _genres_of(taxonomy, parts)
    # a word that is mood and genre ("ambient") is the genre when it stands beside others
    moods = {
        mood: confidence * taxonomy.grammar.rules.modified
        for part in parts
        for mood, confidence in part.meaning.moods
        if not part.meaning.genres or len(parts) == 1
    }
    noise = tuple(dict.fromkeys(name for part in parts for name in part.meaning.noise))
    if not (genres or moods):
        # "all time low" and "modern english" are no descriptions
        is_vague = any(part.words in _LOOSE or part.words in taxonomy.grammar.modifiers for part in parts)
        return None if is_vague or not noise else Meaning(noise=noise)
    return Meaning(tuple(genres.items()), tuple(moods.items()), noise)


def _genres_of(taxonomy: Taxonomy, parts: list[Part]) -> dict[str, float]:
    """Genres of the parts with their confidences.

    The last one counts HEAD_SHARE, those before it the rest; joined by "and" they count the same. A modifier
    ("melodic", "progressive") before a genre is no genre of its own, nor is what another part says more narrowly.
    """
    rules = taxonomy.grammar.rules
    heads = [part for part in parts if part.meaning.genres]
    # "brazilian" alone may mean a music; in "brazilian death metal" it is a place
    heads = [part for part in heads if not part.meaning.noise] or heads
    kept = [part for part in heads if part is heads[-1] or part.words not in taxonomy.grammar.modifiers]
    if len(kept) > 1:
        names = [part.meaning.genres[0][0] for part in kept]
        above = frozenset[str]().union(*(taxonomy.ancestors[name] for name in names))
        kept = [part for part, name in zip(kept, names, strict=True) if name not in above]
    is_equal = len(kept) == 1 or any(part.words == "and" for part in parts)
    genres: dict[str, float] = {}
    for part in kept:
        before = (1 - HEAD_SHARE) / max(len(kept) - 1, 1)
        share = 1 / len(kept) if is_equal else HEAD_SHARE if part is kept[-1] else before
        for genre, confidence in part.meaning.genres:
            sure = share * confidence * (rules.modified if len(kept) == 1 else rules.compound)
            genres[genre] = genres.get(genre, 0.0) + sure
    return genres
