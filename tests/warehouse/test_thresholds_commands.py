"""The verbs of thresholds: set, shown and taken away."""

from carded import ANA, BEN

from tests.warehouse.verbs import Verbs


def test_thresholds_are_set_shown_and_taken_away(verbs: Verbs) -> None:
    streams = "track_luminate_streams"
    verbs.good("card", "add", ANA, "--label", "North", "--team", "pop")
    verbs.good("threshold", "set", streams, "--times", "1.5", "--team", "pop")
    verbs.good("threshold", "set", streams, "--floor", "10", "--artist", BEN)
    assert [(row["rule"], row["of"]) for row in verbs.told("threshold", "show") if row["metric"] == streams] == [
        ("all", None),
        ("team", "pop"),
        ("artist", "Ben"),
    ]
    applies = {
        row["rule"]: row["applies"]
        for row in verbs.told("threshold", "show", "--artist", "Ana")
        if row["metric"] == streams
    }
    assert applies == {"all": False, "team": True}
    verbs.good("threshold", "unset", streams, "--team", "pop")
    verbs.good("threshold", "unset", streams, "--artist", BEN)
    assert len(verbs.told("threshold", "show")) == 2
    assert "Say what to set" in verbs.refused("threshold", "set", streams)
    assert "can't be taken away" in verbs.refused("threshold", "unset", streams)
