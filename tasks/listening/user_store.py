"""Users in the warehouse: found by name, entered with a time zone."""

from sqlalchemy import Connection, Engine, text

from db.errors import GroundswellError
from db.locks import Lock, lock_transaction
from db.statements import statement
from tasks.listening.errors import UnknownZone
from tasks.listening.users import DEFAULT_ZONE, User, name_key, refuse_other_spelling


def choose_user(engine: Engine, name: str, zone: str | None) -> User:
    """The user of that name, or one to be made. A ``zone`` other than a known user's is set, and all of it marked.

    Raises NameTaken, GroundswellError for a name without letters.
    """
    name = " ".join(name.split())
    key = name_key(name)
    if not key:
        raise GroundswellError(f"A user's name needs a letter or a digit; {name or 'an empty one'} has none.")
    with engine.begin() as connection:
        found = connection.execute(statement("listening/load/user"), {"name_key": key}).one_or_none()
        if found is None:
            return User(name, zone or DEFAULT_ZONE)
        refuse_other_spelling(name, found.name)
        if zone is not None and zone != found.time_zone:
            lock_user(connection, found.user_id)
            given = {"user_id": found.user_id, "time_zone": zone}
            connection.execute(statement("listening/load/set_zone"), given)
        return User(found.name, zone or found.time_zone, found.user_id)


def refuse_unknown_zone(engine: Engine, zone: str) -> None:
    """Raise UnknownZone for one this server's Postgres does not know: days could not be told in it."""
    with engine.connect() as connection:
        if not connection.execute(statement("listening/load/is_zone_known"), {"zone": zone}).scalar_one():
            raise UnknownZone(f"The database server knows no time zone {zone}. Zones are named like Europe/Berlin.")


def has_users(engine: Engine) -> bool:
    """Whether anybody's history is here."""
    with engine.connect() as connection:
        return bool(connection.execute(text("select exists (select from core.listening_user)")).scalar_one())


def enter_user(engine: Engine, user: User) -> User:
    """The user with its number; made if it is not there. Raises NameTaken when another run was quicker."""
    given = {"name": user.name, "name_key": name_key(user.name), "time_zone": user.time_zone}
    with engine.begin() as connection:
        connection.execute(statement("listening/load/enter_user"), given)
        found = connection.execute(statement("listening/load/user"), given).one()
    refuse_other_spelling(user.name, found.name)
    return User(found.name, found.time_zone, found.user_id)


def lock_user(connection: Connection, user_id: int) -> str:
    """Take the user's turn until the end of the transaction; the time zone that now holds."""
    lock_transaction(connection, Lock.LISTENING_USER, user_id)
    zone: str = connection.execute(statement("listening/load/zone"), {"user_id": user_id}).scalar_one()
    return zone
