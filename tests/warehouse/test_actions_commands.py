"""The verb of actions: listed, taken, done, dismissed with a reason, opened again."""

from carded import ANA

from tests.warehouse.acted import items, refresh, rise
from tests.warehouse.carded import run
from tests.warehouse.verbs import Verbs


def test_actions_are_worked_through(verbs: Verbs) -> None:
    assert "No action is open" in verbs.good("actions")
    verbs.good("card", "add", ANA, "--label", "North", "--team", "pop")
    [card] = verbs.told("card", "list")
    verbs.good("card", "confirm", str(card["card_id"]))
    rise(verbs.engine, 71)
    refresh(verbs.engine)
    [row] = verbs.told("actions")
    assert (row["artist"], row["title"], row["owner"]) == ("Ana", "Rises without a sound: Song 71", "pop")
    assert verbs.told("actions", "--artist", "Ana") == [row]
    number = str(row["action_id"])
    verbs.good("actions", "take", number, "--owner", "Mia")
    assert verbs.told("actions")[0]["owner"] == "Mia"
    assert "is done" in verbs.good("actions", "done", number, "--on", "2026-11-10")
    assert verbs.told("actions") == []
    [done] = verbs.told("actions", "--all")
    assert (done["state"], done["done_on"]) == ("done", "2026-11-10")
    verbs.good("actions", "reopen", number)
    verbs.good("actions", "dismiss", number, "--reason", "No budget.")
    assert items(verbs.engine)[0]["state_reason"] == "No budget."
    assert "is dismissed already" in verbs.refused("actions", "done", number)
    assert run(verbs.engine, "select count(*) from app.audit where action like '%_action'") == [(4,)]
