"""What a provider lets us use: asked once, remembered for 30 days; by growth for the day and the app it is of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from db.statements import statement


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a feature may be used; ``reason`` in the provider's words where not. ``checked_at`` once it is kept."""

    feature: str
    is_available: bool
    reason: str | None = None
    checked_at: datetime | None = None
    is_of_today: bool = True


def read_capability(engine: Engine, provider: str, feature: str) -> bool | None:
    """Whether we may use it; None when that is not known or was found out more than 30 days ago."""
    with engine.connect() as connection:
        given = {"provider": provider, "feature": feature}
        known: bool | None = connection.execute(statement("limits/capability"), given).scalar()
        return known


def remember_capability(
    engine: Engine, provider: str, feature: str, *, is_available: bool, reason: str | None = None
) -> None:
    """Write down what was found out; ``reason`` is the provider's when it refused."""
    remember_findings(engine, provider, None, [Finding(feature, is_available, reason)])


def read_findings(engine: Engine, provider: str, client_id: str | None) -> dict[str, Finding]:
    """What was last found out of an app, by feature; what was found of another app is left out."""
    with engine.connect() as connection:
        rows = connection.execute(statement("limits/findings"), {"provider": provider, "client_id": client_id})
        return {
            row.feature: Finding(row.feature, row.is_available, row.reason, row.checked_at, row.is_of_today)
            for row in rows
        }


def remember_findings(engine: Engine, provider: str, client_id: str | None, findings: Sequence[Finding]) -> None:
    """Write down what was found out of an app."""
    with engine.begin() as connection:
        for finding in findings:
            given = {
                "provider": provider,
                "feature": finding.feature,
                "is_available": finding.is_available,
                "reason": finding.reason,
                "client_id": client_id,
            }
            connection.execute(statement("limits/put_capability"), given)


def forget_findings(engine: Engine, provider: str, client_id: str | None) -> None:
    """What was found out of an app is not true any more: it is found out anew when it is needed next."""
    with engine.begin() as connection:
        connection.execute(statement("limits/forget_findings"), {"provider": provider, "client_id": client_id})
