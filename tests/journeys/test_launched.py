"""A browser that no longer answers holds up nobody."""

from __future__ import annotations

import os
import signal

from .launched import Launched, browsers, close_context


def test_a_window_that_does_not_close_is_ended_and_the_next_test_gets_another_browser(
    launched: Launched,
) -> None:
    stuck = launched.browser()
    context = stuck.new_context()
    for pid in browsers():
        os.kill(pid, signal.SIGSTOP)

    close_context(context, patience=1)

    assert not stuck.is_connected()
    assert launched.browser().is_connected()
