"""What may be asked of the warehouse: questions. Read without the server, from the first word of each statement.

A session may loosen its own limits (``set statement_timeout = 0``), which no right of a role forbids; and limits are
what ends a query that has no end. So statements about the session do not get through.
"""

from typing import Any

from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import TokenError
from sqlglot.tokens import TokenType
from superset.errors import ErrorLevel, SupersetError, SupersetErrorType
from superset.exceptions import SupersetErrorException

ASKS = {"select", "with", "values", "table", "explain", "show"}


def first_words(sql: str) -> list[str]:
    """The first word of each statement, in small letters; comments and brackets around it left out.

    Raises sqlglot's TokenError for what is no SQL, such as a text that does not end.
    """
    words, is_first = [], True
    for token in Postgres().tokenize(sql):
        if token.token_type == TokenType.SEMICOLON:
            is_first = True
        elif is_first and token.token_type != TokenType.L_PAREN:
            words.append(token.text.split(None, 1)[0].lower() if token.text.strip() else "")
            is_first = False
    return words


def only_questions(sql: str, **_: Any) -> str:
    """``sql`` as it is, when all it does is ask; raises SupersetErrorException."""
    try:
        others = [word for word in first_words(sql) if word not in ASKS]
    except TokenError as error:
        raise _refused(f"This can't be read as SQL: {error}") from error
    if others:
        raise _refused(
            f"{others[0].upper()} is not a question. This connection reads: begin with SELECT, WITH, VALUES or EXPLAIN."
        )
    return sql


def _refused(message: str) -> SupersetErrorException:
    return SupersetErrorException(
        SupersetError(message=message, error_type=SupersetErrorType.DML_NOT_ALLOWED_ERROR, level=ErrorLevel.ERROR), 403
    )
