"""Rules that show the people of a label or team only its own rows. What the cards say of label and team decides."""

from collections.abc import Iterable, Iterator

from sqlalchemy import create_engine, text
from superset import db, security_manager
from superset.connectors.sqla.models import RowLevelSecurityFilter, SqlaTable

KEYS = ("label", "team")
WHOSE = "select distinct label, team from mart.artist_card where status <> 'archived'"


def sync_row_rules(warehouse_url: str, tables: Iterable[SqlaTable]) -> list[str]:
    """A role for each label and team that cards name, with rules over every table that can be told apart by it.

    Whoever has the role ``Label Tidemark`` beside the own one sees Tidemark's rows alone; with two labels the rows of
    both, with a label and a team what is in both. SQL Lab asks the database itself, so these roles are for people
    without it. Where a label is gone but somebody still has its role, rule and role stay: without them that person
    would see everything. Gives the names of the roles.
    """
    tables, kept = list(tables), set()
    wanted = sorted(_named(warehouse_url))
    for key, value in wanted:
        for rule in _rules(key, value, tables):
            kept.add(rule.id)
    for key in KEYS:
        for rule in db.session.query(RowLevelSecurityFilter).filter_by(group_key=key).all():
            if rule.id not in kept and not any(role.user for role in rule.roles):
                _drop(rule)
    db.session.commit()
    return [_role_name(key, value) for key, value in wanted]


def _named(warehouse_url: str) -> set[tuple[str, str]]:
    engine = create_engine(warehouse_url)
    try:
        with engine.connect() as connection:
            cards = connection.execute(text(WHOSE)).all()
    finally:
        engine.dispose()
    return {(key, card[place]) for card in cards for place, key in enumerate(KEYS) if card[place]}


def _rules(key: str, value: str, tables: list[SqlaTable]) -> Iterator[RowLevelSecurityFilter]:
    """One rule for tables that name the label or team, one for those that name the artist."""
    quoted = value.replace("'", "''")
    role = security_manager.add_role(_role_name(key, value))
    named = [table for table in tables if key in _columns(table)]
    by_artist = [table for table in tables if table not in named and "artist_id" in _columns(table)]
    of_cards = f"artist_id in (select artist_id from mart.artist_card where {key} = '{quoted}')"  # noqa: S608
    clauses = (("", f"{key} = '{quoted}'", named), (" by artist", of_cards, by_artist))
    for how, clause, ruled in clauses:
        name = f"{_role_name(key, value)}{how}"
        rule = db.session.query(RowLevelSecurityFilter).filter_by(name=name).one_or_none()
        rule = rule or RowLevelSecurityFilter(name=name)
        rule.filter_type, rule.group_key, rule.clause = "Regular", key, clause
        rule.tables, rule.roles = ruled, [role]
        db.session.add(rule)
        db.session.flush()
        yield rule


def _drop(rule: RowLevelSecurityFilter) -> None:
    """The rule, and its role once no rule is left to it."""
    roles = list(rule.roles)
    db.session.delete(rule)
    db.session.flush()
    for role in roles:
        used = RowLevelSecurityFilter.roles.any(id=role.id)
        if db.session.query(RowLevelSecurityFilter).filter(used).first() is None:
            db.session.delete(role)


def _role_name(key: str, value: str) -> str:
    return f"{key.capitalize()} {value}"


def _columns(table: SqlaTable) -> set[str]:
    return {column.column_name for column in table.columns}
