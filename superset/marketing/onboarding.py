"""Artists the vendor does not hold yet: how far fetching their names and songs is, and the start of its run."""

from datetime import UTC, datetime, timedelta

from flask import current_app

from marketing.flow_runs import PrefectUnreachable, prefect
from marketing.warehouse import Row, entering

DEPLOYMENT = "onboard-artist/onboard-artist"
# A run that has not begun after this long may have ended before it could say so.
PATIENCE = timedelta(minutes=5)


def onboarding(card: Row) -> Row:
    """What is known of a card's artist, and whether what fetches more could be started; nobody waits for it."""
    with entering(is_kept=False) as entry:
        [new] = entry.call("onboarding", artist_id=card["artist_id"])
    is_due = new["state"] == "waiting" or (
        new["state"] == "held" and new["next_try_at"] is not None and new["next_try_at"] <= datetime.now(UTC)
    )
    return {**new, "is_reachable": not is_due or _started(card, new)}


def _started(card: Row, new: Row) -> bool:
    """Start its run, and again every five minutes while nothing comes of it; False where Prefect does not answer."""
    since = new["queued_at"] or card["created_at"]
    stands = int((datetime.now(UTC) - since) // PATIENCE)
    key = f"onboard-artist-{card['artist_id']}-{since.timestamp()}-{stands}"
    try:
        prefect(current_app.config).start_run(DEPLOYMENT, {"artist_id": card["artist_id"]}, key)
    except PrefectUnreachable as error:
        current_app.logger.warning("No run for the artist of card %s: %s", card["card_id"], error)
        return False
    return True
