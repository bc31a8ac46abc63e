"""An exported chart as an Excel file: the sheet Data as Superset writes it, its titles in the first line, with
percentages that read as such; and the sheet About.
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
from superset.utils.excel import quote_formulas

PER_CENT = re.compile(r"(?P<sign>\+?),?(?:\.(?P<digits>\d+))?%")
WIDEST, NARROWEST = 60, 8
LOOKED_AT = 200  # rows a width is taken from


def number_format(name: str, configured: str | None) -> str | None:
    """Excel's format of a column of shares, as the chart shows them; None for any other column."""
    written = configured or (".1%" if name.startswith("%") or name.endswith("_share") or name == "coverage" else "")
    found = PER_CENT.fullmatch(written)
    if found is None:
        return None
    digits = int(found["digits"] or 0)
    share = "0" + ("." + "0" * digits if digits else "") + "%"
    return f"+{share};-{share};{share}" if found["sign"] else share


def workbook(
    df: pd.DataFrame, formats: Sequence[str | None], facts: Sequence[tuple[str, str | datetime]], **given: Any
) -> bytes:
    """The file; ``formats`` in the order of the columns, ``given`` as pandas takes it."""
    written = io.BytesIO()
    df = quote_formulas(df)
    with pd.ExcelWriter(written, engine="xlsxwriter") as writer:
        df.to_excel(writer, sheet_name="Data", **given)
        page, book = writer.sheets["Data"], writer.book
        before = df.index.nlevels if given.get("index") else 0
        styles: Mapping[str, Any] = {each: book.add_format({"num_format": each}) for each in formats if each}
        for place, (name, number) in enumerate(zip(df.columns, formats, strict=True), before):
            page.set_column(place, place, _width(name, df.iloc[:, place - before]), styles.get(number or ""))
        page.freeze_panes(df.columns.nlevels, before)
        if df.columns.nlevels == 1 and len(df):
            page.autofilter(0, 0, len(df), before + len(df.columns) - 1)
        _about(book, facts)
    return written.getvalue()


def _about(book: Any, facts: Sequence[tuple[str, str | datetime]]) -> None:
    page = book.add_worksheet("About")
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
    page.set_column(0, 0, 26)
    page.set_column(1, 1, WIDEST)
    for row, (name, value) in enumerate(facts):
        page.write_string(row, 0, name, bold)
        if isinstance(value, datetime):
            page.write_datetime(row, 1, value.replace(tzinfo=None), moment)
        else:
            page.write_string(row, 1, value)


def _width(name: object, values: pd.Series) -> int:
    longest = max([len(str(name)) + 2, *(len(str(value)) for value in values.head(LOOKED_AT))])
    return min(max(longest, NARROWEST), WIDEST)
