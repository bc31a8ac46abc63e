"""The verbs of links by hand: foretold, asked for, listed and undone, and what they say when it is wrong."""

import pytest
from carded import ANA, BEN, TRACK, audited
from test_links_override import links

from tests.warehouse.verbs import Verbs


def test_a_link_by_hand_is_foretold_asked_for_listed_and_undone(verbs: Verbs) -> None:
    words = ("link", "override", f"{TRACK}14", "74", "--reason", "heard")
    assert "Nothing was linked" in verbs.refused(*words, typed="n\n")
    assert links(verbs.engine)[14] == (73, "vendor")
    said = verbs.good(*words, typed="y\n")
    assert "Ben 2026-11-13 6 6000 7 7000" in said
    assert links(verbs.engine)[14] == (74, "override")
    verbs.good("card", "add", ANA, "--label", "North")
    verbs.good("card", "add", BEN, "--label", "North")
    for artist in ("Ana", BEN):
        [row] = verbs.told("link", "list", "--artist", artist)
        assert (row["spotify_track_id"], row["song_id_luminate"], row["linked_by"], row["reason"]) == (
            14,
            74,
            "mia",
            "heard",
        )
    assert "already" in verbs.refused(*words, "--yes")
    verbs.good("link", "undo", f"https://open.spotify.com/track/{TRACK}14")
    assert links(verbs.engine)[14] == (73, "vendor")
    assert verbs.told("link", "list") == []


@pytest.mark.parametrize(
    ("track", "song", "said"),
    [
        ("14", "song", "no number of a unified song"),
        ("14", "9", "No unified song 9"),
        ("15", "74", "does not hold the track 15"),
        (f"spotify:artist:{ANA}", "74", "is a link to an artist; here the link to a track is wanted"),
    ],
)
def test_a_wrong_link_by_hand_is_told(verbs: Verbs, track: str, song: str, said: str) -> None:
    assert said in verbs.refused("link", "override", track, song, "--reason", "x", "--yes")
    assert audited(verbs.engine) == []
