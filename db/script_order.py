"""The order in which views and functions are created: each script after the scripts whose objects it names.

References are found by tokens, not in a parsed tree: a function's body is a string to every SQL parser. The body is
split into tokens too, so that views and functions are ordered by one rule.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from sqlglot import Token, TokenType, tokenize

from db.errors import GroundswellError

_BODIES = {TokenType.HEREDOC_STRING, TokenType.RAW_STRING}
_KINDS = {"view", "function", "procedure", "aggregate", "type"}


class ScriptOrderError(GroundswellError):
    """Scripts name an object that nothing creates, or wait for each other."""


def in_order(
    scripts: Sequence[tuple[str, str]], schemas: Collection[str], tables: Collection[str]
) -> list[tuple[str, str]]:
    """(name, SQL) of each script, those it depends on first; otherwise in the order given.

    ``schemas`` are those whose objects all come from the scripts or are ``tables``, written ``schema.table``.
    Raises ScriptOrderError on a reference to neither, and on scripts that refer to each other in a circle.
    """
    named = {name: list(_qualified_names(script, schemas)) for name, script in scripts}
    makers: dict[str, set[str]] = {}
    for name, found in named.items():
        for qualified, is_created in found:
            if is_created:
                makers.setdefault(qualified, set()).add(name)
    graph: dict[str, Collection[str]] = {}
    for name, found in named.items():
        own = {qualified for qualified, is_created in found if is_created}
        references = {qualified for qualified, _ in found} - own - set(tables)
        if unknown := sorted(references - set(makers)):
            raise ScriptOrderError(f"{name}.sql refers to {unknown[0]}, which is no table and which no script creates.")
        # sorted, so that every installation creates them in the same order
        graph[name] = sorted({maker for each in references for maker in makers[each]})
    return [(name, dict(scripts)[name]) for name in _sorted(graph)]


def _sorted(graph: Mapping[str, Collection[str]]) -> list[str]:
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " -> ".join(f"{name}.sql" for name in reversed(error.args[1]))
        raise ScriptOrderError(f"Scripts refer to each other in a circle: {circle}.") from None


def _qualified_names(script: str, schemas: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Each ``schema.name`` of these schemas in the script, and whether the script creates it there."""
    tokens = tokenize(script, read="postgres")
    for place, token in enumerate(tokens):
        if token.token_type in _BODIES:
            yield from _qualified_names(token.text, schemas)
        elif token.text in schemas and _is_dot(tokens, place + 1) and not _is_dot(tokens, place - 1):
            is_created = place > 0 and tokens[place - 1].text.lower() in _KINDS and _creates(tokens, place - 2)
            yield f"{token.text}.{tokens[place + 2].text}", is_created


def _creates(tokens: Sequence[Token], place: int) -> bool:
    """Whether ``create`` or ``create or replace`` ends at a place; ``comment on view`` does not."""
    return tokens[place].text.lower() in ("create", "replace")


def _is_dot(tokens: Sequence[Token], place: int) -> bool:
    return 0 <= place < len(tokens) - 1 and tokens[place].token_type is TokenType.DOT
