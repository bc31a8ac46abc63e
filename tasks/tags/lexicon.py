"""What a normal form means by itself: the words of the taxonomy, looked up."""

from collections.abc import Iterable
from typing import NamedTuple

from tasks.tags.normal_form import normal_form, singular, without_gaps
from tasks.tags.taxonomy_files import TaxonomyError

# A word run together is looked for from so many letters on: "dreampop" is dream pop, "ska" is only itself.
RUN_TOGETHER_LEAST = 4


class Meaning(NamedTuple):
    """Genres and moods with their confidence, and the ignore classes of a word."""

    genres: tuple[tuple[str, float], ...] = ()
    moods: tuple[tuple[str, float], ...] = ()
    noise: tuple[str, ...] = ()


class Lexicon:
    """Normal forms with their meaning; a word has one owner of each kind."""

    def __init__(self) -> None:
        self._known: dict[str, Meaning] = {}
        self._owners: dict[tuple[str, str], str] = {}
        self._run_together: dict[str, str] = {}
        self.longest = 1  # words of the longest entry

    def add(self, kind: str, word: str, meaning: Meaning, owner: str, file: str) -> None:
        """A word of a kind (genre, mood, ignore). Raises TaxonomyError when another entry owns it."""
        form = normal_form(word)
        if not form:
            raise TaxonomyError(f"{file}: {word!r} of {owner!r} has no letter or digit to be found by.")
        had = self._owners.setdefault((kind, form), owner)
        if had != owner:
            raise TaxonomyError(f"{file}: {word!r} is given to {owner!r} and belongs to {had!r} already; keep one.")
        old = self._known.get(form, Meaning())
        self._known[form] = Meaning(
            old.genres or meaning.genres, old.moods or meaning.moods, old.noise or meaning.noise
        )
        self._run_together.setdefault(without_gaps(form), form)
        self.longest = max(self.longest, form.count(" ") + 1)

    def find(self, form: str) -> Meaning | None:
        """The meaning of a normal form: as it is, its words run together or parted, or without the plural."""
        meaning = self._known.get(form)
        if meaning is None:
            together = without_gaps(form)
            if len(together) >= RUN_TOGETHER_LEAST and together in self._run_together:
                meaning = self._known[self._run_together[together]]
            elif (one := singular(form)) != form:
                meaning = self._known.get(one)
        return meaning

    def exact(self, form: str) -> Meaning | None:
        """The meaning of a normal form as it is."""
        return self._known.get(form)

    def words(self) -> Iterable[str]:
        """All normal forms."""
        return self._known
