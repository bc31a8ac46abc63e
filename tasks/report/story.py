"""The week in words: one headline sentence, and at most five lines of what changed and why. Facts only, no guesses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tasks.report.figures import TIMES_FROM, counted, isolated, percent, quoted, share, short, signed
from tasks.report.records import CaveatCount, CaveatExample, ChartMove, Directions, Health, LabelPair, Mover

LINES = 5
RISERS, FALLERS = 3, 2
MARKS = {"up": "▲", "down": "▼", "info": "●"}


@dataclass(frozen=True)
class Line:
    """One line of what changed: tone up, down or info; the name in front, the sentence behind it."""

    tone: str
    name: str
    text: str

    @property
    def plain(self) -> str:
        """The line as a mail's text has it: a mark for its tone, the name, the sentence."""
        return f"{MARKS[self.tone]} {isolated(self.name)}: {self.text}"


def headline(pair: LabelPair | None, directions: Directions, health: Health, movers: Sequence[Mover]) -> str:
    """What matters this week, in one sentence; when nothing can be compared it says so and why."""
    if pair is None or pair.ratio is None:
        return (
            "This week cannot be compared with the one before: no track has all seven days in both weeks "
            f"({health.complete:,} of {health.expected:,} track-weeks are complete)."
        )
    verb = "rose" if pair.ratio > 1 else "fell" if pair.ratio < 1 else "stayed"
    moved = f"{verb} {percent(pair.ratio).lstrip('+−')} to" if verb != "stayed" else "stayed at"
    if pair.ratio >= TIMES_FROM:
        moved = f"grew to {percent(pair.ratio)} the week before, at"
    total = f"{pair.metric_name} {moved} {short(pair.this_week)}"
    if pair.has_correction:
        total += f", after {short(pair.taken_back)} taken back by the platform"
    spread = f"{directions.up} of {directions.compared} artists that can be compared grew"
    if not movers or movers[0].change <= 0:
        return f"{total}; {spread}."
    lead = movers[0]
    return f"{total}; {spread}, led by {isolated(lead.artist_name)} with {signed(lead.change)} {lead.unit}."


def changes(
    movers: Sequence[Mover],
    chart_moves: Sequence[ChartMove],
    counts: Sequence[CaveatCount],
    examples: Sequence[CaveatExample],
    health: Health,
    causes: Mapping[int, str] = MappingProxyType({}),
    badges: Mapping[int, str] = MappingProxyType({}),
) -> list[Line]:
    """At most five lines: risers and fallers, the highest chart entry, and what the data does not tell.

    ``causes``: why an artist's week moved, by artist_id, told in place of the track that moved most;
    ``badges``: how sure it is, where it is so.
    """
    risers = distinct([mover for mover in movers if mover.change > 0])
    fallers = distinct([mover for mover in reversed(movers) if mover.change < 0])
    shown = {mover.track_id for mover in risers[:RISERS]}
    entry = next((move for move in chart_moves if move.is_entry), None)
    # an entry that a riser's own line tells already is not told twice
    if entry and any(mover.track_name == entry.track_name and mover.track_id in shown for mover in risers):
        entry = None
    tail = [line for line in (_entry(entry), _data(counts, examples, health)) if line]
    room = LINES - len(tail)
    few_fallers = min(len(fallers), FALLERS if len(tail) < 2 else 1)
    few_risers = min(len(risers), room - few_fallers)
    few_fallers = min(len(fallers), room - few_risers)
    return [
        *(Line("up", mover.artist_name, _why(mover, causes, badges)) for mover in risers[:few_risers]),
        *(Line("down", mover.artist_name, _why(mover, causes, badges)) for mover in fallers[:few_fallers]),
        *tail,
    ]


def distinct(movers: Sequence[Mover]) -> list[Mover]:
    """Movers in their order, without those moved by a track that an earlier one was moved by: one cause, one line."""
    seen: set[int | None] = set()
    kept = []
    for mover in movers:
        if mover.track_id is None or mover.track_id not in seen:
            kept.append(mover)
        seen.add(mover.track_id)
    return kept


def note(mover: Mover) -> str:
    """What limits a mover's figures, in few words; empty when nothing does."""
    notes = []
    if mover.tracks_left_out and mover.track_count:
        notes.append(f"{mover.track_count - mover.tracks_left_out} of {counted(mover.track_count, 'track')}")
    if mover.taken_back:
        notes.append(f"{short(mover.taken_back)} taken back")
    return ", ".join(notes)


def chart_move(move: ChartMove) -> str:
    """What a track did on its chart: new at 12; back at 12; 31 to 12."""
    if move.is_entry:
        return f"{'back' if move.is_return else 'new'} at {move.position}"
    return f"{move.position_before} to {move.position}"


def _why(mover: Mover, causes: Mapping[int, str], badges: Mapping[int, str]) -> str:
    times = mover.ratio is not None and mover.ratio >= TIMES_FROM
    way = "the week before, at" if times else "to"
    parts = [f"{percent(mover.ratio)} {way} {short(mover.this_week)} ({signed(mover.change)} {mover.unit})"]
    if mover.ratio is None and mover.last_week > 0:
        parts = [f"{short(mover.this_week)} {mover.unit} after {short(mover.last_week)}: more was taken back than came"]
    elif mover.ratio is None:
        parts = [f"{signed(mover.change)} {mover.unit}, from none the week before"]
    if badge := badges.get(mover.artist_id):
        parts.append(f", {_standing(badge, mover.change)}")
    if cause := causes.get(mover.artist_id):
        parts.append(f"; {cause}")
    elif mover.track_name and mover.track_change:
        alone = "its only track" if mover.track_count == 1 else f"{signed(mover.track_change)} of it"
        parts.append(
            f"; {quoted(mover.track_name)} is {alone}"
            if mover.track_count == 1
            else f"; {alone} from {quoted(mover.track_name)}"
        )
        parts.append(_chart_fact(mover))
    if limits := note(mover):
        if mover.tracks_left_out:
            limits = limits.replace(" of ", " of its ", 1).replace(" tracks", " tracks compared", 1)
        parts.append(f"; {limits}")
    return "".join(parts) + "."


def _standing(badge: str, change: int) -> str:
    """The badge in words. It is told against the usual, so a week may lie below the last one and still be high."""
    side, _, tier = badge.partition(" ")
    if side not in ("▲", "▼") or (change < 0) is (side == "▼"):
        return badge.lstrip("▲▼ ")
    still = f"still {'above' if side == '▲' else 'below'} its usual"
    return still if tier in ("rising", "falling") else f"{tier}, {still}"


def _chart_fact(mover: Mover) -> str:
    if mover.track_chart_name is None:
        return ""
    chart = isolated(mover.track_chart_name)
    if mover.track_is_entry:
        return f", {'back' if mover.track_is_return else 'new'} at {mover.track_position} on {chart}"
    way = "up" if (mover.track_moved_by or 0) > 0 else "down"
    return f", {way} {counted(abs(mover.track_moved_by or 0), 'place')} to {mover.track_position} on {chart}"


def _entry(move: ChartMove | None) -> Line | None:
    if move is None:
        return None
    others = f" and on {counted(move.other_charts, 'other chart')}" if move.other_charts else ""
    return Line(
        "info",
        move.credit_name,
        f"{quoted(move.track_name)} is {'back' if move.is_return else 'new'} at {move.position} on "
        f"{isolated(move.chart_name)}{others}, the highest entry of the week.",
    )


def _data(counts: Sequence[CaveatCount], examples: Sequence[CaveatExample], health: Health) -> Line | None:
    corrected = next((count for count in counts if count.caveat == "correction"), None)
    example = next((example for example in examples if example.caveat == "correction"), None)
    missing = health.expected - health.complete
    if corrected is None and not missing:
        return None
    parts = []
    if missing:
        parts.append(f"{counted(missing, 'track-week')} of {health.expected:,} lack days and are not compared")
    if corrected and example:
        rest = f", the largest for {quoted(example.entity_name)}: {example.detail}" if example else ""
        parts.append(f"{counted(corrected.figures, 'figure was', 'figures were')} corrected by platforms{rest}")
    return Line("info", f"Data: {share(health.share)} complete", "; ".join(parts) + ".")
