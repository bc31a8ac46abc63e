"""What a provider lets us use: asked once, remembered for 30 days."""

from sqlalchemy import Engine

from db.statements import statement


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
    given = {"provider": provider, "feature": feature, "is_available": is_available, "reason": reason}
    with engine.begin() as connection:
        connection.execute(statement("limits/put_capability"), given)
