"""What errors of a database are about, and what to do: one table for all a person, a right, a setting or a server can
cause, whether it is met when connecting or later.
"""

import re
from dataclasses import dataclass

import psycopg2
import sqlalchemy.exc
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, StatementError

# SQLSTATE classes of values: one that does not fit, one twice, one that breaks a rule of its table, one too long.
_OF_VALUES = ("22", "21", "23", "54")


@dataclass(frozen=True, slots=True)
class Cause:
    """An error by the beginnings of its SQLSTATE or by its words; libpq gives no SQLSTATE while it connects.

    ``sentence`` has {server}, its {address}, {user}, {database} and {words}, which are the server's own.
    """

    states: tuple[str, ...]
    words: str
    sentence: str


CAUSES = (
    Cause(
        (),
        "unsupported startup parameter",
        "{server} is a pooler such as pgbouncer, which does not pass on the settings of a session ({words}); put the "
        "address of PostgreSQL itself into DATABASE_URL.",
    ),
    Cause(
        (),
        "does not support SSL|SSL is not supported|SSL required",
        "{server} does not speak TLS, which sslmode asks for; set TLS up there, or take sslmode out of DATABASE_URL "
        "where nobody else is on the way.",
    ),
    Cause(
        (),
        "certificate|SSL error: (?!unexpected eof)|sslmode|no encryption",
        "A TLS connection with {server} can't be made ({words}); correct sslmode, sslrootcert and the host's name in "
        "DATABASE_URL.",
    ),
    Cause(
        (),
        "invalid dsn|invalid connection option|invalid .* value",
        "DATABASE_URL holds a setting that is none ({words}); correct what stands behind its question mark.",
    ),
    Cause(
        ("28",),
        "role .* does not exist|authentication failed|no password supplied",
        "{server} refuses the user {user} (wrong user or password); correct DATABASE_URL.",
    ),
    Cause(
        ("3D000",),
        "database .* does not exist",
        "There is no database {database} at {address}; create it with createdb, or correct DATABASE_URL.",
    ),
    Cause(
        ("42501",),
        "permission denied for",
        "The user {user} may not do what is needed at {address} ({words}). Nothing is half written; let the owner of "
        "the database grant it, or put the owner into DATABASE_URL.",
    ),
    Cause(
        ("25006",),
        "read-only transaction",
        "The database {database} at {address} is read-only ({words}): a standby, or set to be so. Put the address of "
        "the primary server into DATABASE_URL, or unset default_transaction_read_only.",
    ),
    Cause(
        ("53300",),
        "too many (clients|connections)|remaining connection slots",
        "{server} has no connection left ({words}); end what is not needed, or raise max_connections.",
    ),
    Cause(
        ("53", "58030"),
        "No space left on device|out of memory",
        "{server} has run out of disk or memory ({words}). Nothing is half written; make room and run this again.",
    ),
    Cause(
        ("55P03", "57014", "40", "25P03"),
        "",
        "Something else held the database up for too long ({words}). Nothing is half written; run this again.",
    ),
    Cause(
        ("42P01", "42703", "42883", "3F000", "42P18"),
        "",
        "The warehouse lacks what this version expects ({words}). Run groundswell db upgrade; when a newer version has "
        "been here, use that one.",
    ),
    Cause(
        ("22P05", "22021"),
        "",
        "The database {database} is not kept in UTF-8 ({words}); make one with createdb --encoding UTF8, and put it "
        "into DATABASE_URL.",
    ),
    Cause(
        ("XX001", "XX002"),
        "",
        "{server} finds its own files damaged ({words}); have an administrator look at them before anything else.",
    ),
    Cause(
        _OF_VALUES,
        "",
        "The database refuses a value ({words}). Nothing is half written; correct it where it comes from.",
    ),
    Cause(("57P", "08"), "", "The database went away ({words}). Nothing is half written; start it and run this again."),
)


def is_of_database(error: BaseException) -> bool:
    """Whether the database raised it, or its driver."""
    return isinstance(error, psycopg2.Error | StatementError | sqlalchemy.exc.TimeoutError)


def is_of_value(error: BaseException) -> bool:
    """Whether the database refused a value it was given; it works, and takes the next one."""
    if isinstance(error, StatementError) and not isinstance(error, DBAPIError):
        return True  # the driver could not write the value down
    return _state(error).startswith(_OF_VALUES)


def explained(error: BaseException, url: URL | None = None) -> str | None:
    """A sentence about an error of the database, with what to do next; None where it can only be a defect.

    ``url`` is where it is, None for the embedded server of the data folder.
    """
    if isinstance(error, sqlalchemy.exc.TimeoutError):
        return "All connections to the database are in use, for too long; wait for what runs, and run this again."
    found = cause(error)
    if found is None:
        if _state(error) or not isinstance(_original(error), psycopg2.OperationalError | psycopg2.InterfaceError):
            return None
        found = CAUSES[-1]
    words = found.sentence.format(**_named(error, url))
    return words[0].upper() + words[1:]


def cause(error: BaseException) -> Cause | None:
    """What of the table an error is."""
    state, words = _state(error), str(_original(error))
    for known in CAUSES:
        if state.startswith(known.states) if state else known.words and re.search(known.words, words):
            return known
    return None


def _named(error: BaseException, url: URL | None) -> dict[str, str]:
    words = " ".join(str(_original(error)).partition("\n")[0].split())
    words = re.split(r"FATAL: |failed: ", words)[-1].strip().split(" Is the server")[0]
    if url is None:
        server = "the server of the data folder"
        return {"server": server, "address": server, "user": "groundswell", "database": "groundswell", "words": words}
    if url.password:
        words = words.replace(str(url.password), "***")
    address = f"{url.host or 'localhost'}:{url.port or 5432}"
    return {
        "server": f"PostgreSQL at {address}",
        "address": address,
        "user": str(url.username),
        "database": str(url.database),
        "words": words,
    }


def _original(error: BaseException) -> BaseException:
    return (error.orig or error) if isinstance(error, StatementError) else error


def _state(error: BaseException) -> str:
    return str(getattr(_original(error), "pgcode", None) or "")
