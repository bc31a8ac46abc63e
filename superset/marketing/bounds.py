"""Whose rows a log-in is limited to: the roles ``Label …`` and ``Team …`` that superset/scope_roles.py makes."""

from flask import g

from marketing.forms import Form
from scopes import LABEL, TEAM, limits

Bounds = dict[str, list[str] | None]


def bounds() -> Bounds:
    """Labels and teams of the one who asks, as the queries take them; None where nothing limits them."""
    roles = limits(g.user)
    return {"labels": _named(roles, LABEL), "teams": _named(roles, TEAM)}


def is_bounded() -> bool:
    """Whether anything limits the one who asks."""
    return any(allowed is not None for allowed in bounds().values())


def is_sure(form: Form) -> bool:
    """Whether a name that is almost another's is entered as it stands: when that was said, and for a limited log-in,
    which is not asked back, because the question would name labels and teams of others.
    """
    return form.is_sure or is_bounded()


def refuse_beyond(form: Form, label: str, team: str, label_field: str = "label", team_field: str = "team") -> None:
    """Say beside the field that a card is not for this log-in."""
    limits = bounds()
    for field, kind, value in ((label_field, "label", label), (team_field, "team", team)):
        allowed = limits[f"{kind}s"]
        if allowed is not None and value not in allowed:
            form.refuse(field, f"Your log-in is for the {kind} {' and '.join(allowed)} alone.")


def _named(roles: list[str], prefix: str) -> list[str] | None:
    return sorted(role.removeprefix(prefix) for role in roles if role.startswith(prefix)) or None
