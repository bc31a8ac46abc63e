"""Benchmark mail: an issue to everybody on a list, each mail entered before and settled after, beside bare smtplib."""

import smtplib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from statistics import median

from sqlalchemy import Engine

from db.statements import statement
from flows.bench.ground import open_ground
from flows.run_context import mail_settings
from flows.services.mail_catcher import mailbox, start_mail_catcher, stop_mail_catcher
from tasks.mail.issue_mail import dry_run, send_issue
from tasks.mail.mailed_issue import Line, MailedIssue, Tile
from tasks.mail.settings import MailSettings

SEED = 7
MINUTE_S = 60.0
LINES = tuple(Line("up", f"Artist {number}", "+48 % to 1.2M; new release “Second Season”.") for number in range(5))
TILE = Tile("Streams", "4.1M", "+12 %", "up", "3.7M last week")


@dataclass(frozen=True, slots=True)
class MailResult:
    """Medians over the runs. ``ratio``: our seconds by those of smtplib with the same bytes to the same server."""

    people: int
    pdf_kb: int
    mails_per_minute: float
    smtplib_per_minute: float
    ratio: float
    cpu_ms_per_mail: float
    runs: int


def bench_mail(server_url: str, *, people: int, pdf_kb: int, runs: int, say: Callable[[str], None]) -> MailResult:
    """An issue mailed ``runs`` times, each as one nobody has got.

    Raises GroundswellError when something is in the way, RuntimeError when a mail is missing or came twice.
    """
    ours, bare, processor = [], [], []
    with open_ground(server_url) as ground:
        with ground.engine.begin() as connection:
            connection.execute(statement("bench/recipients"), {"people": people})
        start_mail_catcher(ground.data_dir)
        try:
            settings = mail_settings(ground.data_dir)
            for run in range(1, runs + 1):
                say(f"{people} people, run {run} of {runs}")
                issue = _issue(ground.data_dir.path, run, pdf_kb)
                began, used = time.perf_counter(), time.process_time()
                sent = send_issue(ground.engine, settings, issue).sent_now
                ours.append(time.perf_counter() - began)
                processor.append(time.process_time() - used)
                if sent != people:
                    raise RuntimeError(f"{sent} of {people} mails were sent")
                bare.append(_sent_bare(ground.engine, settings, issue, ground.data_dir.path / f"eml-{run}"))
            caught = len(list(mailbox(ground.data_dir).glob("*.eml")))
        finally:
            stop_mail_catcher(ground.data_dir)
    if caught != 2 * people * runs:
        raise RuntimeError(f"{caught} mails came, not {2 * people * runs}")
    return MailResult(
        people=people,
        pdf_kb=pdf_kb,
        mails_per_minute=round(people * MINUTE_S / median(ours), 1),
        smtplib_per_minute=round(people * MINUTE_S / median(bare), 1),
        ratio=round(median(mine / theirs for mine, theirs in zip(ours, bare, strict=True)), 2),
        cpu_ms_per_mail=round(median(processor) / people * 1000, 2),
        runs=runs,
    )


def _issue(folder: Path, run: int, pdf_kb: int) -> MailedIssue:
    pdf = folder / "weekly-report.pdf"
    pdf.write_bytes(b"%PDF-1.7 " + Random(SEED).randbytes(pdf_kb * 1024))  # noqa: S311 - bytes that do not pack
    return MailedIssue(
        issue_id=f"bench-{run}",
        subject="North: streams up 12 % to 4.1M",
        headline="Streams up 12 % to 4.1M.",
        lines=LINES,
        tiles=(TILE,) * 5,
        week=date(2026, 11, 13),
        label="North",
        pdf=pdf,
    )


def _sent_bare(engine: Engine, settings: MailSettings, issue: MailedIssue, folder: Path) -> float:
    """Seconds that smtplib takes to send the same mails over one connection, nothing made and nothing logged."""
    mails: Sequence[tuple[str, bytes]] = [
        (path.stem.removeprefix(f"{issue.issue_id}-"), path.read_bytes())
        for path in dry_run(engine, settings, issue, folder).files
    ]
    began = time.perf_counter()
    with smtplib.SMTP(settings.host or "", settings.port or 25) as server:
        for address, mail in mails:
            server.sendmail(settings.sender or "", [address], mail)
    return time.perf_counter() - began
