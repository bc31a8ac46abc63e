"""Flow join-identities: what the provider and the vendor both know becomes one, and sounds are suggested."""

from prefect import flow

from flows.session import open_session
from flows.watched import call, note
from tasks.cards.steps import suggest_sounds
from tasks.vendor.steps import join


@flow(name="join-identities")
def join_identities() -> None:
    """Join artists and tracks met in both places, whichever came first; fill the queue of suggested sounds."""
    with open_session() as session:
        joined = call(join, session.engine)
        new = call(suggest_sounds, session.engine)
    note(f"{joined.artists} artists and {joined.tracks} tracks joined; {new} sounds suggested.")
