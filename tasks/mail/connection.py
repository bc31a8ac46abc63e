"""A connection to the mail server, encrypted and logged in as set; why there is none, in a sentence without secrets."""

import smtplib
import ssl

from tasks.mail.errors import MailError, MailServerAway
from tasks.mail.settings import PORTS, PREFIX, MailSettings
from tasks.runs.shown import shown

TIMEOUT_S = 60
LONGEST_ANSWER = 400
NOTHING = "No mail was sent"


def connected(settings: MailSettings) -> smtplib.SMTP:
    """A connection mails can be handed over on. Raises MailError."""
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _greeted(settings)
        if settings.security == "starttls":
            smtp.starttls(context=_context(settings))
            smtp.ehlo()
        if settings.user:
            smtp.login(settings.user, settings.password.get_secret_value() if settings.password else "")
    except (OSError, smtplib.SMTPException) as error:
        if smtp is not None:
            smtp.close()
        raise _reason(settings, error) from None  # a chained error could carry the password
    return smtp


def server_sentence(code: int, text: bytes | str) -> str:
    """An answer on one line, not endless, with nothing in it that steers a terminal."""
    words = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return shown(" ".join(f"{code} {words}".split()))[:LONGEST_ANSWER]


def _greeted(settings: MailSettings) -> smtplib.SMTP:
    host, port = str(settings.host), settings.port or PORTS[settings.security]
    if settings.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, settings.sender_domain, timeout=TIMEOUT_S, context=_context(settings)
        )
    else:
        smtp = smtplib.SMTP(host, port, settings.sender_domain, timeout=TIMEOUT_S)
    smtp.ehlo_or_helo_if_needed()
    return smtp


def _context(settings: MailSettings) -> ssl.SSLContext:
    """Certificates are checked, by the system's authorities or by a file of one's own."""
    return ssl.create_default_context(cafile=settings.ca_file)


def _reason(settings: MailSettings, error: Exception) -> MailError:
    """Why the server can't be used, and what to do next."""
    server = f"the mail server {settings.server}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        answer = server_sentence(error.smtp_code, error.smtp_error)
        return MailError(
            f"{NOTHING}: {server} does not accept {PREFIX}USER with {PREFIX}PASSWORD ({answer}). Correct them."
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        what = "STARTTLS" if "STARTTLS" in str(error) else "log-in"
        return MailError(
            f"{NOTHING}: {server} offers no {what}. Ask whoever runs it, and set {PREFIX}SECURITY (now "
            f"{settings.security}), {PREFIX}PORT and {PREFIX}USER as they say."
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailError(
            f"{NOTHING}: the certificate of {server} can't be trusted ({error.verify_message}). Check {PREFIX}HOST; "
            f"for an authority of your own name its file in {PREFIX}CA_FILE."
        )
    if isinstance(error, FileNotFoundError):
        return MailError(f"{NOTHING}: the file of {PREFIX}CA_FILE, {settings.ca_file}, is not there. Correct it.")
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500:
        answer = server_sentence(error.smtp_code, error.smtp_error)
        return MailError(f"{NOTHING}: {server} does not let us in ({answer}). Ask whoever runs it.")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return MailServerAway(
        f"The mail server {settings.server} can't be reached ({shown(reason)}). Nothing is lost: check {PREFIX}HOST, "
        f"{PREFIX}PORT and {PREFIX}SECURITY (now {settings.security}), and run it again."
    )
