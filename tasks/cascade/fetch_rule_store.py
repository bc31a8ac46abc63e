"""How often things are fetched again, as it is kept."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from db.statements import statement
from tasks.cascade.fetch_rule import FetchRule, FetchRuleError, check_rule, words_of


def read_rules(engine: Engine) -> list[dict[str, Any]]:
    """Each kind of work, and rules narrower than it: kind, what, platform, least_streams, every."""
    with engine.connect() as connection:
        rows = connection.execute(statement("cascade/fetch_rules")).mappings().all()
    return [
        {**{k: v for k, v in row.items() if k != "stale_after"}, "every": words_of(row["stale_after"])} for row in rows
    ]


def set_rule(engine: Engine, rule: FetchRule, every: timedelta) -> None:
    """Fetch it again so often. Raises FetchRuleError."""
    with engine.begin() as connection:
        check_rule(rule, list(connection.execute(statement("cascade/platforms")).scalars()))
        name = "put_fetch_rule" if rule.is_narrow else "put_fetch_policy"
        done = connection.execute(statement(f"cascade/{name}"), {**_row(rule), "stale_after": every})
        if done.rowcount == 0:
            raise FetchRuleError(_unknown(connection, rule.kind))


def drop_rule(engine: Engine, rule: FetchRule) -> None:
    """Take a rule away. Raises FetchRuleError where there is none."""
    with engine.begin() as connection:
        if connection.execute(statement("cascade/drop_fetch_rule"), _row(rule)).rowcount == 0:
            raise FetchRuleError(
                f"There is no such rule of {rule.kind}; see them with: groundswell fetch show. What holds for all of a "
                "kind is set, not taken away."
            )


def _row(rule: FetchRule) -> dict[str, Any]:
    return {"kind": rule.kind, "platform": rule.platform, "least_streams": rule.least_streams}


def _unknown(connection: Connection, kind: str) -> str:
    kinds = dict.fromkeys(row.kind for row in connection.execute(statement("cascade/fetch_rules")))
    return f"Nothing is fetched as {kind!r}; kinds of work are: {', '.join(kinds)}."
