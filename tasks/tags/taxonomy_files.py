"""The files of the taxonomy as they are written in taxonomies/, before anything is concluded from them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec
import yaml

from db.errors import GroundswellError
from tasks.readers.shell import reason

FOLDER = Path(__file__).parents[2] / "taxonomies"

Share = Annotated[float, msgspec.Meta(gt=0, le=1)]
Signed = Annotated[float, msgspec.Meta(ge=-1, le=1)]
File = TypeVar("File", bound=msgspec.Struct)


class TaxonomyError(GroundswellError):
    """A file of the taxonomy can't be used; names the file and the entry."""


class GenresFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """taxonomies/genres/*.yaml: roots, children of one parent, and genres between several."""

    roots: tuple[str, ...] = ()
    under: dict[str, tuple[str, ...]] = {}
    between: dict[str, dict[str, Share]] = {}


class MoodLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mood: (valence, arousal), the other words for it, words that only may mean it, with how surely each, and what
    occurs in sentences that say it."""

    at: tuple[Signed, Signed]
    aliases: tuple[str, ...] = ()
    loose: dict[str, Share] = {}
    phrases: tuple[str, ...] = ()


class MoodsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """taxonomies/moods.yaml."""

    moods: dict[str, MoodLine]


class AliasesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """taxonomies/aliases.yaml: which tags mean a genre, surely, loosely, by source or by rule."""

    same: dict[str, tuple[str, ...]]
    loose: dict[str, dict[str, Share]]
    sources: dict[str, dict[str, str]]
    spellings: dict[str, str]
    words: dict[str, tuple[str, ...]]
    modifiers: tuple[str, ...]
    fillers: tuple[str, ...]
    heads: tuple[str, ...]
    followers: str


class IgnoreClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said beside genre and mood: words, and patterns a whole tag (or a part of it) must match."""

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class IgnoreFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """taxonomies/ignore.yaml."""

    classes: dict[str, IgnoreClass]
    names: tuple[str, ...]


class RuleConfidences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sure a mapping is by the rule that found it."""

    spelling: Share
    reordered: Share
    modified: Share
    compound: Share
    phrase: Share
    stranger: Share


class PriorsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """taxonomies/priors.yaml."""

    sources: dict[str, Share]
    levels: dict[str, Share]
    source_cap: Share
    rules: RuleConfidences
    broad: Share
    root_weights: dict[str, Share]
    folded_roots: dict[str, str] = {}


class WrittenTaxonomy(msgspec.Struct, frozen=True):
    """All files, by name where there are several."""

    genres: dict[str, GenresFile]
    moods: MoodsFile
    aliases: AliasesFile
    ignore: IgnoreFile
    priors: PriorsFile

    @property
    def sha256(self) -> str:
        """Of the content, so a comment or the order of lines is no new taxonomy."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def read_taxonomy(folder: Path = FOLDER) -> WrittenTaxonomy:
    """Every file of the folder. Raises TaxonomyError naming the file that is missing or can't be read."""
    genres = {f"genres/{path.name}": _read(path, GenresFile) for path in _genre_files(folder)}
    return WrittenTaxonomy(
        genres,
        _read(folder / "moods.yaml", MoodsFile),
        _read(folder / "aliases.yaml", AliasesFile),
        _read(folder / "ignore.yaml", IgnoreFile),
        _read(folder / "priors.yaml", PriorsFile),
    )


def _genre_files(folder: Path) -> Iterator[Path]:
    found = sorted((folder / "genres").glob("*.yaml"))
    if not found:
        raise TaxonomyError(f"{folder / 'genres'} holds no .yaml file, so there are no genres; restore the folder.")
    yield from found


def _read(path: Path, kind: type[File]) -> File:
    try:
        written = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506, a safe loader below
        return msgspec.convert(written, type=kind)
    except OSError as wrong:
        raise TaxonomyError(f"{path} can't be read ({wrong.strerror}); restore it.") from wrong
    except Exception as wrong:
        # YAML's own errors, msgspec's, and those of days and numbers that are none
        raise TaxonomyError(f"{path.name} can't be used: {reason(wrong)}.") from wrong


class _Loader(yaml.CSafeLoader):
    """Refuses an entry written twice, of which YAML would silently keep the last; words stay words ("no", "on")."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:bool"]
        for first, known in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set[Any]()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.YAMLError(f"{key.value!r} stands there twice, again in line {key.start_mark.line + 1}")
            seen.add(key.value)
        return super().construct_mapping(node, deep)
