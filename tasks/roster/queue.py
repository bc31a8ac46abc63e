"""The queue of suggested sounds: filled from what the warehouse knows, decided by people."""

from sqlalchemy import Connection

from tasks.roster.suggest import THRESHOLD, suggest
from tasks.roster.suggestion_store import put_suggestions, read_artists, read_sounds

BATCH = 5000


def fill_queue(connection: Connection, threshold: float = THRESHOLD) -> int:
    """Suggest sounds to artists with an open card; number of new suggestions. Nothing is linked."""
    found = list(suggest(read_sounds(connection), read_artists(connection), threshold))
    return sum(put_suggestions(connection, found[at : at + BATCH]) for at in range(0, len(found), BATCH))
