"""People on the list of the report, and what the log has of their mails."""

from sqlalchemy import Engine, text


def enlist(engine: Engine, *addresses: str, label: str | None = None, team: str | None = None) -> None:
    """Put people on the list as a page does, without a look at cards."""
    query = "insert into app.report_recipient (address, label, team, added_by) values (:address, :label, :team, 'mia')"
    with engine.begin() as connection:
        for address in addresses:
            connection.execute(text(query), {"address": address, "label": label, "team": team})


def states(engine: Engine) -> dict[str, str]:
    """State of the mail to each person."""
    with engine.connect() as connection:
        rows = connection.execute(text("select address, state from app.mail_delivery order by address"))
        return {row.address: row.state for row in rows}
