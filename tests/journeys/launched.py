"""A Chromium that is ended when it no longer answers, and started again for the next test."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Playwright

from tests.installation import descendants

# A window is closed within milliseconds; only one that hangs takes longer.
PATIENCE = 30.0
# So the driver starts a browser, and the browser none of its own processes.
OF_A_BROWSER = "--remote-debugging-pipe"


class Launched:
    """One browser for a whole run of tests, and another one where it had to be ended."""

    def __init__(self, playwright: Playwright, options: dict[str, Any]) -> None:
        self._playwright, self._options = playwright, options
        self._browser: Browser | None = None

    def browser(self) -> Browser:
        if self._browser is None or not self._browser.is_connected():
            self._browser = self._playwright.chromium.launch(**self._options)
        return self._browser

    def close(self) -> None:
        if self._browser is not None and self._browser.is_connected():
            with _ended_when_it_hangs():
                self._browser.close()


def close_context(context: BrowserContext, *, patience: float = PATIENCE) -> None:
    """What the test had to show it has shown by now; a window that never closes is no word about us."""
    with _ended_when_it_hangs(patience):
        context.close()


@contextmanager
def _ended_when_it_hangs(patience: float = PATIENCE) -> Iterator[None]:
    had_to_be_ended = Event()
    timer = Timer(patience, _end, [had_to_be_ended])
    timer.start()
    try:
        yield
    except Error:
        if not had_to_be_ended.is_set():
            raise
    finally:
        timer.cancel()


def _end(said: Event) -> None:
    """Each by its id, and only what this process started."""
    said.set()
    for pid in browsers():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def browsers() -> list[int]:
    return descendants(os.getpid(), saying=OF_A_BROWSER)
