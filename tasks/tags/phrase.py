"""What a tag of several known parts means, and how surely: a description more than a word out of a sentence."""

from tasks.tags.lexicon import Meaning
from tasks.tags.parts import LOOSE, Part, agreed_parts, is_list, parts_of
from tasks.tags.taxonomy import Taxonomy

# In a tag of several genres the last is what it is, the ones before say how: "jazz metal" is metal first.
HEAD_SHARE = 0.6
# Who speaks, or of whom; in the midst of a tag they make it a sentence ("moving my hips").
_PERSONS = frozenset({"i", "me", "my", "mine", "you", "your", "we", "us", "our", "he", "she", "him", "her", "it", "u"})


def composed(taxonomy: Taxonomy, form: str) -> Meaning | None:
    """What a tag of known parts means; None when a word is not known or nothing is meant."""
    parts = parts_of(taxonomy, form)
    if parts is None:
        return None
    is_parted = is_list(parts)
    if is_parted:
        parts = agreed_parts(taxonomy, form, parts)
    genres = _genres_of(taxonomy, parts, is_parted)
    # a word that is mood and genre ("ambient") is the genre when it stands beside others
    sure = taxonomy.grammar.rules.phrase if is_parted else _mood_confidence(taxonomy, parts)
    moods = {
        mood: confidence * sure
        for part in parts
        for mood, confidence in part.meaning.moods
        if not part.meaning.genres or len(parts) == 1
    }
    if not genres and any(part.is_other_sense for part in parts):
        moods = {}  # "sex education" speaks of neither
    noise = tuple(dict.fromkeys(name for part in parts for name in part.meaning.noise))
    if not (genres or moods):
        # "all time low" and "modern english" are no descriptions
        is_vague = any(part.words in LOOSE or part.words in taxonomy.grammar.modifiers for part in parts)
        return None if is_vague or not noise else Meaning(noise=noise)
    return Meaning(tuple(genres.items()), tuple(moods.items()), noise)


def _genres_of(taxonomy: Taxonomy, parts: list[Part], is_parted: bool) -> dict[str, float]:
    """Genres of the parts with their confidences.

    The last one counts HEAD_SHARE, those before it the rest; joined by "and", and in a list, they count the same. A
    modifier ("melodic", "progressive") before a genre is no genre of its own, nor is what another part says more
    narrowly.
    """
    heads = [part for part in parts if part.meaning.genres]
    # "brazilian" alone may mean a music; in "brazilian death metal" it is a place
    heads = [part for part in heads if not part.meaning.noise] or heads
    kept = [part for part in heads if part is heads[-1] or part.words not in taxonomy.grammar.modifiers]
    if len(kept) > 1:
        names = [part.meaning.genres[0][0] for part in kept]
        above = frozenset[str]().union(*(taxonomy.ancestors[name] for name in names))
        kept = [part for part, name in zip(kept, names, strict=True) if name not in above]
    is_equal = is_parted or len(kept) == 1 or any(part.words == "and" for part in parts)
    sure = _genre_confidence(taxonomy, parts, kept, is_parted)
    genres: dict[str, float] = {}
    for part in kept:
        before = (1 - HEAD_SHARE) / max(len(kept) - 1, 1)
        share = 1 / len(kept) if is_equal else HEAD_SHARE if part is kept[-1] else before
        for genre, confidence in part.meaning.genres:
            genres[genre] = genres.get(genre, 0.0) + share * confidence * sure
    return genres


def _genre_confidence(taxonomy: Taxonomy, parts: list[Part], kept: list[Part], is_parted: bool) -> float:
    """A genre heads its tag; what is followed by something else ("metal icon") is a word of a sentence."""
    rules = taxonomy.grammar.rules
    after = parts[parts.index(kept[-1]) + 1 :] if kept and not _ends_in_music(taxonomy, parts) else []
    is_followed = any(
        "character" in part.meaning.noise and part.words not in taxonomy.grammar.modifiers for part in after
    )
    is_sentence = is_parted or is_followed or _has_person(parts)
    sure = rules.modified if len(kept) == 1 else rules.compound
    return min(sure, rules.phrase) if is_sentence else sure


def _mood_confidence(taxonomy: Taxonomy, parts: list[Part]) -> float:
    """A mood describes music: it stands alone ("so sad") or before music or a genre ("sad songs", "sad indie rock").

    Beside anything else ("powerful lyrics", "deep sea") it is a word of a sentence.
    """
    rules, grammar = taxonomy.grammar.rules, taxonomy.grammar
    is_music = _ends_in_music(taxonomy, parts) or bool(parts[-1].meaning.genres)
    is_mood_only = all(part.meaning.moods or part.words in grammar.fillers or part.words in LOOSE for part in parts)
    return rules.modified if (is_music or is_mood_only) and not _has_person(parts) else rules.phrase


def _ends_in_music(taxonomy: Taxonomy, parts: list[Part]) -> bool:
    """Whether the last word is "songs", "music" or another word for what is described."""
    return parts[-1].words.rpartition(" ")[2] in taxonomy.grammar.fillers


def _has_person(parts: list[Part]) -> bool:
    return any(part.words in _PERSONS for part in parts[1:])
