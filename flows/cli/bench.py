"""Verb bench: how near we come to a provider's rate and what it costs, measured on this machine."""

from dataclasses import asdict
from typing import Annotated

import typer

from db.engine import database_url
from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say

bench = typer.Typer(help="Measure on this machine, in a database and with a stand-in of its own.", no_args_is_help=True)
Workers = Annotated[str, typer.Option("--workers", help="Numbers of worker processes, with commas.")]
Rate = Annotated[int, typer.Option("--rate", min=1, help="Requests the stand-in allows in any second.")]


def numbers(text: str, option: str) -> list[int]:
    """Whole numbers above 0, written with commas. Raises GroundswellError."""
    words = [word.strip() for word in text.split(",")]
    if not all(word.isdecimal() and int(word) > 0 for word in words):
        raise GroundswellError(f"{option} {text} is not a list of numbers above 0; write it like 1,4.")
    return [int(word) for word in words]


@bench.command("limits")
def limits(
    rate: Rate = 83,
    seconds: Annotated[float, typer.Option("--seconds", min=0.5, help="Length of a run.")] = 6,
    workers: Workers = "1,4",
    runs: Annotated[int, typer.Option("--runs", min=1, help="Runs for each number of workers.")] = 3,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Calls through client and shared limit alone: share of the allowed rate used, throttles earned, our own time."""
    from flows.bench.limits import bench_limits, headline

    found = bench_limits(
        database_url(choose(data_dir)),
        rate=rate,
        seconds=seconds,
        workers=numbers(workers, "--workers"),
        runs=runs,
        say=say,
    )
    if as_json:
        print_json(headline(found))
    else:
        print_rows([asdict(result) for result in found], as_json=False, empty="Nothing was measured.")


@bench.command("cascade")
def cascade(
    tracks: Annotated[str, typer.Option("--tracks", help="Tracks of the worlds, with commas.")] = "160,640",
    workers: Workers = "1,4",
    rate: Rate = 83,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """The daily flow's fetching, over worlds of growing size: rate, our own time a call, memory of a worker."""
    from flows.bench.cascade import bench_cascade, headline

    sizes = numbers(tracks, "--tracks")
    if min(sizes) < 20:
        raise GroundswellError(
            "A world of fewer than 20 tracks has no charts worth measuring; give --tracks 20 or more."
        )
    found = bench_cascade(
        database_url(choose(data_dir)), tracks=sizes, workers=numbers(workers, "--workers"), rate=rate, say=say
    )
    if as_json:
        print_json(headline(found))
    else:
        print_rows([asdict(result) for result in found], as_json=False, empty="Nothing was measured.")


@bench.command("trends")
def trends(
    artists: Annotated[str, typer.Option("--artists", help="Artists of the rosters, with commas.")] = "100,500,2000",
    tracks: Annotated[int, typer.Option("--tracks", min=1, help="Tracks of each artist.")] = 20,
    days: Annotated[int, typer.Option("--days", min=120, help="Days of history.")] = 730,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Weeks, badges and bridges over growing rosters: all anew, after one new day, and what one artist's page asks."""
    from flows.bench.trends import bench_trends, headline

    found = bench_trends(
        database_url(choose(data_dir)), artists=numbers(artists, "--artists"), tracks=tracks, days=days, say=say
    )
    if as_json:
        print_json(headline(found))
    else:
        print_rows([asdict(result) for result in found], as_json=False, empty="Nothing was measured.")


@bench.command("ingest")
def ingest(
    rows: Annotated[str, typer.Option("--rows", help="Rows of the histories, with commas.")] = "100000,1000000,5000000",
    processes: Annotated[str, typer.Option("--processes", help="Numbers of processes, with commas.")] = "1,2",
    runs: Annotated[int, typer.Option("--runs", min=1, help="Runs for each number of processes.")] = 1,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Listening histories into the warehouse, against a bare COPY of the same rows; loaded again; memory."""
    from flows.bench.ingest import bench_ingest, headline

    sizes = numbers(rows, "--rows")
    if min(sizes) < 1000:
        raise GroundswellError("Fewer than 1,000 rows are no history worth measuring; give --rows 1000 or more.")
    found = bench_ingest(
        database_url(choose(data_dir)), rows=sizes, processes=numbers(processes, "--processes"), runs=runs, say=say
    )
    if as_json:
        print_json(headline(found))
    else:
        print_rows([asdict(result) for result in found], as_json=False, empty="Nothing was measured.")


@bench.command("rollup")
def rollup(
    plays: Annotated[
        str, typer.Option("--plays", help="Plays of the histories, with commas.")
    ] = "100000,1000000,5000000",
    runs: Annotated[int, typer.Option("--runs", min=1, help="Full builds of each.")] = 3,
    tracks: Annotated[int, typer.Option("--tracks", min=100, help="Tracks heard of.")] = 300_000,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Listening rollups over growing histories: all anew beside DuckDB, after one day of a user, and album medians."""
    from flows.bench.rollup import bench_rollup, headline

    found = bench_rollup(
        database_url(choose(data_dir)), plays=numbers(plays, "--plays"), runs=runs, tracks=tracks, say=say
    )
    if as_json:
        print_json(headline(found))
    else:
        print_rows([asdict(result) for result in found], as_json=False, empty="Nothing was measured.")


@bench.command("dashboards")
def dashboards(
    artists: Annotated[int, typer.Option("--artists", min=1, help="Artists with a card.")] = 10_000,
    days: Annotated[int, typer.Option("--days", min=120, help="Days of history.")] = 730,
    runs: Annotated[int, typer.Option("--runs", min=1, help="Times each chart is asked.")] = 3,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Every chart of every dashboard over a large roster: milliseconds without and with Superset's cache."""
    from flows.bench.dashboards import bench_dashboards

    found = bench_dashboards(database_url(choose(data_dir)), artists=artists, days=days, runs=runs, say=say)
    if as_json:
        print_json(found)
    else:
        print_rows(found["results"], as_json=False, empty="There are no charts.")


@bench.command("report")
def report(
    artists: Annotated[str, typer.Option("--artists", help="Artists of the rosters, with commas.")] = "60,2000",
    days: Annotated[int, typer.Option("--days", min=120, help="Days of history.")] = 200,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """The weekly report over growing rosters: seconds from the notebook to the PDF, and its size."""
    from flows.bench.report import bench_report

    found = bench_report(database_url(choose(data_dir)), artists=numbers(artists, "--artists"), days=days, say=say)
    rows = [asdict(each) for each in found]
    if as_json:
        print_json(rows)
    else:
        print_rows(rows, as_json=False, empty="Nothing was measured.")


@bench.command("opening")
def opening(
    runs: Annotated[int, typer.Option("--runs", min=1, help="Times each is opened again.")] = 5,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Each dashboard of the running Superset in Chromium: milliseconds until it is shown, the first time and again."""
    from flows.bench.opening import bench_opening, headline

    found = bench_opening(choose(data_dir, create=False), runs=runs, say=say)
    if as_json:
        print_json(headline(found))
    else:
        print_rows([asdict(each) for each in found], as_json=False, empty="There are no dashboards.")


@bench.command("readers")
def readers(
    readers: Annotated[int, typer.Option("--readers", min=1, help="People who ask heavy questions.")] = 20,
    seconds: Annotated[float, typer.Option("--seconds", min=5, help="Length of each lap.")] = 60,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """How soon Superset's /health and a dashboard's charts answer while many people ask heavy questions."""
    from flows.bench.readers import bench_readers

    found = bench_readers(database_url(choose(data_dir)), readers=readers, seconds=seconds, say=say)
    if as_json:
        print_json(found)
    else:
        print_rows(
            [{"lap": lap, **found[lap]} for lap in ("quiet", "busy")], as_json=False, empty="Nothing was measured."
        )


@bench.command("mail")
def mail(
    people: Annotated[int, typer.Option("--people", min=1, help="People on the list.")] = 500,
    pdf_kb: Annotated[int, typer.Option("--pdf-kb", min=1, help="Size of the PDF, kilobytes.")] = 300,
    runs: Annotated[int, typer.Option("--runs", min=1, help="Times the list is mailed.")] = 3,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """The report mailed to a list, with its log, beside bare smtplib and the same bytes to the same server."""
    from flows.bench.mail import bench_mail

    found = asdict(bench_mail(database_url(choose(data_dir)), people=people, pdf_kb=pdf_kb, runs=runs, say=say))
    if as_json:
        print_json(found)
    else:
        print_rows([found], as_json=False, empty="Nothing was measured.")


@bench.command("audience")
def audience(
    points: Annotated[int, typer.Option("--points", min=1, help="Readings in the warehouse.")] = 28_600_000,
    runs: Annotated[int, typer.Option("--runs", min=1, help="Times each is asked.")] = 5,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Audiences of a year beside the plain sum of the same readings, their coverage, and the Excel file."""
    from flows.bench.audience import bench_audience

    found = bench_audience(database_url(choose(data_dir)), points=points, runs=runs, say=say)
    if as_json:
        print_json(found)
    else:
        print_rows(
            [
                {"what": name, "measured": value, "target": found["targets"].get(name)}
                for name, value in found.items()
                if name != "targets"
            ],
            as_json=False,
            empty="Nothing was measured.",
        )


@bench.command("linking")
def linking(
    works: Annotated[int, typer.Option("--works", min=1, help="Works in the catalogue.")] = 10_000,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """A catalogue of works linked anew from stored candidates, without a call; calls a work takes to look up."""
    from flows.bench.linking import bench_linking

    found = asdict(bench_linking(database_url(choose(data_dir)), works=works, say=say))
    if as_json:
        print_json(found)
    else:
        print_rows([found], as_json=False, empty="Nothing was measured.")


@bench.command("growth")
def growth(
    artists: Annotated[int, typer.Option("--artists", min=1, help="Artists that are followed.")] = 10_000,
    days: Annotated[int, typer.Option("--days", min=35, help="Days of readings.")] = 63,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """The figures of growth of a day: levels, markets, best tracks, the score and its parts, for every artist."""
    from flows.bench.growth import bench_growth

    found = bench_growth(database_url(choose(data_dir)), artists=artists, days=days, say=say)
    if as_json:
        print_json(found)
    else:
        print_rows([found], as_json=False, empty="Nothing was measured.")
