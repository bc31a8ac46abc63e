"""Roles that limit people to a label or team. What the cards say of label and team decides which there are."""

from sqlalchemy import create_engine, text
from superset import db, security_manager
from superset.connectors.sqla.models import RowLevelSecurityFilter

from scopes import LABEL, TEAM, limits

WHOSE = "select distinct label, team from mart.artist_card where status <> 'archived'"


def sync_scope_roles(warehouse_url: str) -> list[list[str]]:
    """A role for each label and team that cards name; every scope that needs a login, as names of its roles.

    Whoever has the role ``Label Tidemark`` beside the own one sees Tidemark's rows alone; with two labels the rows of
    both, with a label and a team what is in both. Where a label is gone but somebody still has its role, the role
    stays: without it that person would see everything.
    """
    wanted = _named(warehouse_url)
    for name in wanted:
        security_manager.add_role(name)
    had = {tuple(limits(user)) for user in security_manager.get_all_users()} - {()}
    kept = wanted | {name for names in had for name in names}
    for role in security_manager.get_all_roles():
        if role.name.startswith((LABEL, TEAM)) and role.name not in kept:
            db.session.delete(role)
    _drop_rules()
    db.session.commit()
    return [list(names) for names in sorted({(name,) for name in kept} | had)]


def _named(warehouse_url: str) -> set[str]:
    engine = create_engine(warehouse_url)
    try:
        with engine.connect() as connection:
            cards = connection.execute(text(WHOSE)).all()
    finally:
        engine.dispose()
    return {f"{LABEL}{card.label}" for card in cards} | {f"{TEAM}{card.team}" for card in cards if card.team}


def _drop_rules() -> None:
    """Rules over rows of an earlier version: they read the schema mart, which such people may not."""
    for rule in db.session.query(RowLevelSecurityFilter).filter(
        RowLevelSecurityFilter.group_key.in_(("label", "team"))
    ):
        db.session.delete(rule)
