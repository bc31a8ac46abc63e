"""The sheet About: what was asked, by whom and when, up to when figures are, and how to read them."""

from workbooks.audience import Answer, Question
from workbooks.sheets import Column, Sheet

READING = (
    "An empty cell means that nothing was read. It never means 0.",
    "A track that several artists share counts once in every total.",
    "Best day and daily average come from readings of exactly one day; days tracked counts all days that were read.",
    "Coverage is the share of expected readings (a track on a platform on a day) that came; a day is expected from the "
    "later of release and first chart entry or first reading on.",
    "Only counts of plays are added over platforms. Of readings over several days across an edge of the period, those "
    "that cannot be told by day are in no total and stand on the sheet Coverage.",
)
OF_COUNTRY = (
    "Tracks that stood in charts of the country; figures are worldwide, except where a source tells the country's own."
)


def about(sheet: Sheet, question: Question, answer: Answer) -> None:
    """Everything needed to ask the same again."""
    for place, width in enumerate((38, 24, 18, 14, 40)):
        sheet.page.set_column(place, place, width)
    names = [answer.platform_name(code) for code in question.platforms or ()]
    sheet.facts(
        [
            ("Artists", ", ".join(answer.artist_names)),
            ("Platforms", ", ".join(names) or "All"),
            ("Country", question.country or "All"),
            *([("", OF_COUNTRY)] if question.country else []),
            ("From", question.from_on),
            ("To", question.to_on),
            ("Daily by track", "Yes" if question.is_daily else "No"),
            ("Asked by", question.asked_by),
            ("Made at (UTC)", question.made_at),
            ("As of", answer.clock.sentence),
            ("Rules", f"{answer.clock.method}; version {answer.clock.version}"),
        ]
    )
    sheet.part("How to read it")
    sheet.facts([("", line) for line in READING])
    sheet.part("What the figures are")
    shown = sorted({row.metric for row in answer.by_platform})
    sheet.table(
        (Column("Figure"), Column("Platform"), Column("Unit"), Column("Is a play"), Column("Total")),
        (
            (m.metric_name, m.platform_name, m.unit, "yes" if m.is_play else "no", m.kind_in_words)
            for m in (answer.metrics[code] for code in shown)
        ),
    )
    sheet.part("Sources")
    sheet.table(
        (
            Column("Source"),
            Column("Figures up to", "day"),
            Column("Arrived (UTC)", "moment"),
            Column("Days behind", "count"),
            Column("Note"),
        ),
        ((row.name, row.watermark_on, row.last_arrived_at, row.days_behind, row.note) for row in answer.freshness),
    )


def period(question: Question) -> str:
    """Such as 1 Oct 2026 to 31 Oct 2026."""
    return " to ".join(f"{day.day} {day:%b %Y}" for day in (question.from_on, question.to_on))
