"""The taxonomy as it is used: genres, moods, priors and the lexicon; loaded once, validated as a whole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tasks.tags.lexicon import Lexicon, Meaning
from tasks.tags.lineage import Genre, fold_roots, read_ancestors, read_genres, read_roots
from tasks.tags.normal_form import normal_form, without_gaps
from tasks.tags.taxonomy_files import (
    FOLDER,
    AliasesFile,
    IgnoreFile,
    MoodsFile,
    RuleConfidences,
    TaxonomyError,
    WrittenTaxonomy,
    read_taxonomy,
)

ALIASES, MOODS, IGNORE = "aliases.yaml", "moods.yaml", "ignore.yaml"


@dataclass(frozen=True)
class Mood:
    """A mood on the plane of Russell (1980): valence and arousal, each in -1..1."""

    name: str
    valence: float
    arousal: float


@dataclass(frozen=True)
class Grammar:
    """How words make a tag: see the head of taxonomies/aliases.yaml."""

    spellings: tuple[tuple[re.Pattern[str], str], ...]
    words: Mapping[str, str]  # word -> the word it stands for
    modifiers: frozenset[str]
    fillers: frozenset[str]
    heads: frozenset[str]
    followers: re.Pattern[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]  # class, what a tag or a part of it must match
    phrases: tuple[tuple[str, re.Pattern[str]], ...]  # class, what must occur in the tag
    mood_phrases: tuple[tuple[str, re.Pattern[str]], ...]  # mood, what must occur in the tag
    names: frozenset[str]  # names that read like genres, run together
    rules: RuleConfidences


@dataclass(frozen=True)
class Taxonomy:
    """Everything that turns a tag into meaning. ``sha256`` changes whenever a mapping or a weight could."""

    sha256: str
    genres: Mapping[str, Genre]
    moods: Mapping[str, Mood]
    source_priors: Mapping[str, float]
    level_priors: Mapping[str, float]
    source_cap: float
    broad: float
    root_weights: Mapping[str, float]
    lexicon: Lexicon
    source_lexicons: Mapping[str, Lexicon]
    grammar: Grammar
    ignore_classes: tuple[str, ...]
    ancestors: Mapping[str, frozenset[str]]
    folded_roots: Mapping[str, str]
    _roots: Mapping[str, Mapping[str, float]]

    def roots_of(self, genre: str) -> dict[str, float]:
        """The roots of a canonical genre with their shares, which sum to 1. KeyError for any other name."""
        return dict(self._roots[genre])

    @property
    def roots(self) -> list[str]:
        """The genres without parents, but for those a report shows under another."""
        tops = [genre.name for genre in self.genres.values() if not genre.parents]
        return [name for name in tops if name not in self.folded_roots]


@cache
def load_taxonomy(folder: Path = FOLDER) -> Taxonomy:
    """The taxonomy of a folder, read once. Raises TaxonomyError naming file and entry of what is wrong."""
    return build_taxonomy(read_taxonomy(folder))


def build_taxonomy(written: WrittenTaxonomy) -> Taxonomy:
    """What follows from the files. Raises TaxonomyError naming file and entry of what is wrong."""
    genres = read_genres(written.genres)
    roots = fold_roots(read_roots(genres), written.priors.folded_roots)
    for name in written.priors.root_weights:
        if name not in genres:
            raise TaxonomyError(f"priors.yaml: {name!r} under root_weights is no genre; add or mend it.")
    lexicon = Lexicon()
    for genre in genres.values():
        lexicon.add("genre", genre.name, Meaning(genres=((genre.name, 1.0),)), genre.name, genre.file)
    _add_aliases(lexicon, written.aliases, genres)
    moods = _add_moods(lexicon, written.moods)
    _add_ignored(lexicon, written.ignore)
    return Taxonomy(
        sha256=written.sha256,
        genres=genres,
        moods=moods,
        source_priors=written.priors.sources,
        level_priors=written.priors.levels,
        source_cap=written.priors.source_cap,
        broad=written.priors.broad,
        root_weights=written.priors.root_weights,
        lexicon=lexicon,
        source_lexicons=_source_lexicons(written.aliases, genres),
        grammar=_grammar(written, lexicon),
        ignore_classes=tuple(written.ignore.classes),
        ancestors=read_ancestors(genres),
        folded_roots=written.priors.folded_roots,
        _roots=roots,
    )


def _add_aliases(lexicon: Lexicon, aliases: AliasesFile, genres: Mapping[str, Genre]) -> None:
    canonical = {normal_form(name): name for name in genres}

    def check(alias: str, target: str) -> None:
        if target not in genres:
            raise TaxonomyError(f"{ALIASES}: {alias!r} stands for {target!r}, which is no genre; add or mend it.")
        owner = canonical.get(normal_form(alias), target)
        if owner != target:
            raise TaxonomyError(
                f"{ALIASES}: {alias!r} is a genre and can't be another name of {target!r}; take it out."
            )

    for target, names in aliases.same.items():
        for alias in names:
            check(alias, target)
            lexicon.add("genre", alias, Meaning(genres=((target, 1.0),)), target, ALIASES)
    for alias, targets in aliases.loose.items():
        if normal_form(alias) in canonical:
            raise TaxonomyError(
                f"{ALIASES}: {alias!r} is a genre, so it can't be loosely another; take it out of loose."
            )
        for target in targets:
            check(alias, target)
        if sum(targets.values()) > 1 + 1e-6:
            raise TaxonomyError(f"{ALIASES}: the genres of {alias!r} weigh more than 1 in all.")
        lexicon.add("genre", alias, Meaning(genres=tuple(targets.items())), f"{alias} (loose)", ALIASES)


def _add_moods(lexicon: Lexicon, file: MoodsFile) -> dict[str, Mood]:
    for name, mood in file.moods.items():
        for word in (name, *mood.aliases):
            lexicon.add("mood", word, Meaning(moods=((name, 1.0),)), name, MOODS)
        for word, sure in mood.loose.items():
            lexicon.add("mood", word, Meaning(moods=((name, sure),)), f"{name} (loose)", MOODS)
    return {name: Mood(name, *mood.at) for name, mood in file.moods.items()}


def _add_ignored(lexicon: Lexicon, file: IgnoreFile) -> None:
    for name, ignored in file.classes.items():
        for word in ignored.words:
            lexicon.add("ignore", word, Meaning(noise=(name,)), name, IGNORE)


def _source_lexicons(aliases: AliasesFile, genres: Mapping[str, Genre]) -> dict[str, Lexicon]:
    found = {source: Lexicon() for source in aliases.sources}
    for source, words in aliases.sources.items():
        for word, target in words.items():
            if target not in genres:
                raise TaxonomyError(
                    f"{ALIASES}: {word!r} of {source} stands for {target!r}, which is no genre; mend it."
                )
            found[source].add("genre", word, Meaning(genres=((target, 1.0),)), target, ALIASES)
    return found


def _grammar(written: WrittenTaxonomy, lexicon: Lexicon) -> Grammar:
    aliases, moods = written.aliases, written.moods.moods.items()
    words: dict[str, str] = {}
    for word, others in aliases.words.items():
        for other in others:
            if words.setdefault(normal_form(other), word) != word:
                raise TaxonomyError(f"{ALIASES}: {other!r} stands for two words, {word!r} is one; keep one.")
    for word in aliases.modifiers:
        _check_modifier(lexicon, word, written.priors.root_weights)
    classes = written.ignore.classes.items()
    return Grammar(
        spellings=tuple((_pattern(ALIASES, pattern), stead) for pattern, stead in aliases.spellings.items()),
        words=words,
        modifiers=frozenset(map(normal_form, aliases.modifiers)),
        fillers=frozenset(map(normal_form, aliases.fillers)),
        heads=frozenset(map(normal_form, aliases.heads)),
        followers=_pattern(ALIASES, aliases.followers),
        patterns=tuple((name, _joined(IGNORE, kind.patterns)) for name, kind in classes if kind.patterns),
        phrases=tuple((name, _joined(IGNORE, kind.phrases)) for name, kind in classes if kind.phrases),
        mood_phrases=tuple((name, _joined(MOODS, mood.phrases)) for name, mood in moods if mood.phrases),
        names=frozenset(without_gaps(normal_form(name)) for name in written.ignore.names),
        rules=written.priors.rules,
    )


def _check_modifier(lexicon: Lexicon, word: str, manners: Mapping[str, float]) -> None:
    """A word that surely is a genre would be swallowed before another ("african folk"), unless it is one of those
    that say how music is made."""
    found = lexicon.exact(normal_form(word))
    if found and found.genres and found.genres[0][1] == 1 and found.genres[0][0] not in manners:
        raise TaxonomyError(
            f"{ALIASES}: the modifier {word!r} is the genre {found.genres[0][0]!r}; take it out of one."
        )


def _joined(file: str, patterns: tuple[str, ...]) -> re.Pattern[str]:
    for pattern in patterns:
        _pattern(file, pattern)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _pattern(file: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as wrong:
        raise TaxonomyError(f"{file}: the pattern {pattern!r} is none ({wrong}); mend it.") from wrong
