"""Django's SMTP, which also says what a lost connection leaves behind.

Between the end of DATA and its answer nobody can know whether the server has taken the mail
(RFC 5321, section 4.5.3.2.6, warns of the copies this makes). smtplib raises the same error there
as everywhere else, so that moment is watched here.
"""

from __future__ import annotations

import smtplib
from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from .setbacks import InDoubt, RefusedForGood, TryAgain

# RFC 4954, section 6: the server wants us to sign in, or otherwise. That is no word about the recipient.
ABOUT_OUR_SIGN_IN = {530, 534, 535, 538}


class Session(smtplib.SMTP):
    """Knows whether a mail has gone out whole and is still unanswered."""

    awaits_answer = False

    def send(self, s: Any) -> None:
        super().send(s)
        if isinstance(s, bytes) and s.endswith(b"\r\n.\r\n"):
            self.awaits_answer = True

    def getreply(self) -> tuple[int, bytes]:
        code, words = super().getreply()
        if self.awaits_answer and not 200 <= code < 600:
            self.close()
            raise smtplib.SMTPServerDisconnected("the answer cannot be read")
        self.awaits_answer = False
        return code, words


class TlsSession(Session, smtplib.SMTP_SSL):
    """The same, encrypted from its first byte."""


class SmtpBackend(EmailBackend):
    """Raises RefusedForGood, TryAgain or InDoubt when a mail cannot be sent."""

    connection: Session | None
    _partial_connection: Session | None

    @property
    def connection_class(self) -> type[Session]:
        return TlsSession if self.use_ssl else Session

    def open(self) -> bool | None:
        try:
            return super().open()
        except OSError as error:  # what smtplib raises is one, too
            self._hang_up()
            raise TryAgain(f"no connection: {_said(error)}") from error

    def _hang_up(self) -> None:
        """Without a good-bye: a server that hung once would hang again."""
        if self._partial_connection is not None:
            self._partial_connection.close()
            self._partial_connection = None

    def close(self) -> None:
        """Say good-bye. What was accepted stays so, however the good-bye goes."""
        with suppress(OSError):
            super().close()

    def _send(self, email_message: EmailMessage) -> bool:
        try:
            return bool(super()._send(email_message))  # type: ignore[misc]
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _refusal(code, words) from error
        except smtplib.SMTPSenderRefused as error:
            raise TryAgain(f"sender refused: {_said(error)}") from error
        except OSError as error:
            raise self._setback(error) from error

    def _setback(self, error: OSError) -> InDoubt | RefusedForGood | TryAgain:
        if self.connection is not None and self.connection.awaits_answer:
            return InDoubt(f"no answer after the mail was handed over: {_said(error)}")
        if isinstance(error, smtplib.SMTPDataError):
            return _refusal(error.smtp_code, error.smtp_error)
        return TryAgain(_said(error))


def _refusal(code: int, words: bytes | str) -> RefusedForGood | TryAgain:
    """RFC 5321, section 4.2.1: 5yz is for good."""
    for_good = 500 <= code < 600 and code not in ABOUT_OUR_SIGN_IN
    return (RefusedForGood if for_good else TryAgain)(f"{code} {_line(words)}")


def _said(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_line(error.smtp_error)}"
    return str(error) or type(error).__name__


def _line(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())
