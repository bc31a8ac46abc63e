"""The verbs catalog: works brought in from a file, proposals decided, links set, works taken out."""

from pathlib import Path

from carded import ANA, TRACK, run

from tests.warehouse.verbs import Verbs

ISRC = "GBAYE0601498"


def test_a_file_by_one_artist(verbs: Verbs, tmp_path: Path) -> None:
    verbs.good("card", "add", ANA, "--label", "North")
    path = tmp_path / "works.csv"
    path.write_text(f"title,isrc,duration\nAlpha,{ISRC},3:45\nBeta,,\nGamma,{ISRC},\n", "utf-8")
    told = verbs.told("catalog", "import", str(path), "--artist", "Ana", "--entered-by", "eve")
    assert {name: told[name] for name in ("new", "changed", "unchanged", "kept_aside")} == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "kept_aside": 1,
    }
    assert told["lines"] == [
        {"line": 4, "title": "Gamma", "reason": f"The ISRC {ISRC} stands on line 2 already."},
    ]
    said = verbs.good("catalog", "import", str(path), "--artist", "Ana")
    assert "0 works are new, 0 changed, 2 are as they were; 1 lines were kept aside" in said
    assert run(verbs.engine, "select distinct entered_by from core.work") == [("eve",)]
    path.write_text("name,isrc\nAlpha,\n", "utf-8")
    assert "has no column title" in verbs.refused("catalog", "import", str(path), "--artist", "Ana")
    assert "no column artist" in verbs.refused("catalog", "import", str(path))


def test_what_is_proposed_missing_set_and_retired(verbs: Verbs, tmp_path: Path) -> None:
    verbs.good("card", "add", ANA, "--label", "North")
    path = tmp_path / "works.csv"
    path.write_text("title;artist\nAlpha;Ana\nBeta;Ana\n", "utf-8")
    verbs.good("catalog", "import", str(path))
    (alpha, beta) = (one for (one,) in run(verbs.engine, "select work_id from core.work order by title"))
    assert [row["title"] for row in verbs.told("catalog", "missing", "--artist", "Ana")] == ["Alpha", "Beta"]
    [(number,)] = run(
        verbs.engine,
        "insert into app.work_suggestion (work_id, track_id_spotify, score, reasons, method_version) "
        "values (:work, :track, 0.9, array['same title'], '1') returning suggestion_id",
        work=alpha,
        track=f"{TRACK}11",
    )
    [waiting] = verbs.told("catalog", "review")
    assert (waiting["suggestion_id"], waiting["title"], waiting["reasons"]) == (number, "Alpha", "same title")
    assert "one at a time" in verbs.refused("catalog", "review", "--accept", "1", "--reject", "2")
    assert "is accepted and linked" in verbs.good("catalog", "review", "--accept", str(number))
    assert "was accepted by mia already" in verbs.refused("catalog", "review", "--reject", str(number))
    assert "is linked by hand" in verbs.good("catalog", "set", str(beta), f"spotify:track:{TRACK}12")
    assert "Every work is linked." in verbs.good("catalog", "missing")
    assert "out of the catalogue" in verbs.good("catalog", "retire", str(beta), "--reason", "sold")
    assert run(verbs.engine, "select title from mart.work") == [("Alpha",)]
