"""What could not be taken from the people who read: Postgres lets superusers alone take away its own functions."""

from sqlalchemy import Engine

from db.statements import statement


def open_functions(engine: Engine) -> str | None:
    """A sentence with what an administrator has to run, or None where nothing harmful is left to everybody."""
    with engine.connect() as connection:
        left = connection.execute(statement("roles/harmful_functions")).scalars().all()
    if not left:
        return None
    url = engine.url
    return (
        f"Whoever may log in to the database {url.database} may call {len(left)} functions of Postgres that run a text "
        f"as SQL, hold others up or undo limits, because its owner {url.username} is no superuser: only Superset's own "
        "list of functions stands in the way. Let an administrator run, in that database: "
        f"revoke execute on function {', '.join(left)} from public; and then as that administrator: "
        f'grant execute on function {", ".join(left)} to "{url.username}" with grant option;'
    )
