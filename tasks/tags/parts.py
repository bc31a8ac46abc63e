"""The known parts of a tag of several words: "sad swedish death metal" is a mood, a place and a genre."""

from typing import NamedTuple

from tasks.tags.lexicon import Meaning
from tasks.tags.taxonomy import Taxonomy

# A word that means a genre or mood no more often than this says so only as a whole tag: "death" alone may be death
# metal, in "love and death" it is a word.
ALONE_MOST = 0.6
# Genres in a row from which on a tag is a list of tags whose separators were lost.
LIST_LEAST = 3
# Words between others that say nothing by themselves, not even that a tag is noise.
LOOSE = frozenset({"all", "some", "my", "a", "so", "very", "too", "really", "most", "ever", "the", "only"})
_JOINING = frozenset({"and", "with", "the", "y", "et", "und", "e", "en", "from"})


class Part(NamedTuple):
    """Some words of a tag, from ``start`` on; without a meaning they are modifiers or fillers.

    ``is_other_sense``: alone the words would mean a genre or mood, beside others they do not.
    """

    words: str
    meaning: Meaning
    start: int = 0
    is_other_sense: bool = False


def parts_of(taxonomy: Taxonomy, form: str) -> list[Part] | None:
    """The parts of a normal form, None when a word of it is not known.

    Read from the end, the longest known part first, since the head of a tag stands there: "progressive folk rock" is
    folk rock.
    """
    words = form.split(" ")
    if words[-1] in taxonomy.grammar.fillers and (rest := taxonomy.lexicon.find(" ".join(words[:-1]))):
        return [Part(" ".join(words[:-1]), rest), Part(words[-1], Meaning(), len(words) - 1)]
    parts: list[Part] = []
    end = len(words)
    while end > 0:
        longest = range(max(0, end - taxonomy.lexicon.longest), end)
        part = next((found for start in longest if (found := _known(taxonomy, words, start, end))), None)
        if part is None:
            return None
        parts.append(part)
        end = part.start
    return parts[::-1]


def is_list(parts: list[Part]) -> bool:
    """Whether so many genres stand in a row that they are several tags rather than one."""
    return sum(bool(part.meaning.genres) for part in parts) >= LIST_LEAST


def agreed_parts(taxonomy: Taxonomy, form: str, parts: list[Part]) -> list[Part]:
    """Of a list without separators those parts that reading it from its start finds too.

    In "indie pop punk" it can't be told to which word "pop" belongs, so neither reading is believed there.
    """
    words = form.split(" ")
    forwards: set[tuple[int, str]] = set()
    start = 0
    while start < len(words):
        longest = range(min(len(words), start + taxonomy.lexicon.longest), start, -1)
        end = next((end for end in longest if _known(taxonomy, words, start, end)), start + 1)
        forwards.add((start, " ".join(words[start:end])))
        start = end
    return [part for part in parts if (part.start, part.words) in forwards and not _is_turned(taxonomy, part)]


def noise_of(taxonomy: Taxonomy, form: str) -> str:
    """The ignore class whose pattern a text matches as a whole; empty when there is none."""
    for name, pattern in taxonomy.grammar.patterns:
        if pattern.fullmatch(form):
            return name
    return ""


def _known(taxonomy: Taxonomy, words: list[str], start: int, end: int) -> Part | None:
    """These words as one part: named in the taxonomy, or a modifier, a filler or a word of noise."""
    text = " ".join(words[start:end])
    if meaning := _meaning(taxonomy, text):
        if len(words) == end - start:
            return Part(text, meaning, start)
        sure = Meaning(_surely(meaning.genres), _surely(meaning.moods), meaning.noise)
        is_other = sure != meaning and not (sure.genres or sure.moods) and text not in taxonomy.grammar.modifiers
        return Part(text, sure, start, is_other)
    grammar = taxonomy.grammar
    is_plain = text in grammar.modifiers or text in grammar.fillers or text in _JOINING
    noise = "" if is_plain or end - start > 1 else noise_of(taxonomy, text)
    return Part(text, Meaning(noise=(noise,) if noise else ()), start) if noise or is_plain else None


def _meaning(taxonomy: Taxonomy, text: str) -> Meaning | None:
    """Of some words together; two may stand the other way round, as in "rock progressive italian"."""
    return (taxonomy.lexicon.find(text) if len(text) > 1 else None) or _turned(taxonomy, text)


def _turned(taxonomy: Taxonomy, text: str) -> Meaning | None:
    words = text.split(" ")
    found = taxonomy.lexicon.exact(f"{words[1]} {words[0]}") if len(words) == 2 else None
    return found if found and found.genres else None


def _is_turned(taxonomy: Taxonomy, part: Part) -> bool:
    return taxonomy.lexicon.find(part.words) is None and _turned(taxonomy, part.words) is not None


def _surely(targets: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    return targets if sum(confidence for _, confidence in targets) > ALONE_MOST else ()
