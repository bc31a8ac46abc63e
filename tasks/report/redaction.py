"""Keeps the database password out of what a failing report leaves behind."""

from urllib.parse import quote, quote_plus

from nbformat import NotebookNode
from sqlalchemy import make_url

HIDDEN = "***"


def redacted(text: str, database_url: str) -> str:
    """The text without the address and without its password, as written and as escaped in addresses."""
    password = make_url(database_url).password
    text = text.replace(database_url, HIDDEN)
    if isinstance(password, str) and password:
        for form in sorted({password, quote(password, safe=""), quote_plus(password), repr(password)[1:-1]}, key=len)[
            ::-1
        ]:
            text = text.replace(form, HIDDEN)
    return text


def redact_notebook(notebook: NotebookNode, database_url: str) -> None:
    """Redact in place what programs wrote by themselves: streams and tracebacks. Blocks hold data of the views only."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = redacted(output.text, database_url)
            elif output.output_type == "error":
                output.evalue = redacted(output.evalue, database_url)
                output.traceback = [redacted(line, database_url) for line in output.traceback]
