"""How a web process gets ready while the tables still are being looked at."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from multiprocessing.synchronize import Event
from wsgiref.types import WSGIApplication

from .leaving import can_leave


def load(is_prepared: Event, *, is_loaded: Event | None = None) -> WSGIApplication:
    """The application, at the earliest when everything is prepared; what takes long is loaded before.

    What goes wrong until then, the preparation meets as well and says it in one line: so here it is
    passed over, and met again when the application itself is loaded.
    """
    can_leave()
    with suppress(Exception):
        import_module("django").setup()
        import_module("terminbuch.config.urls")
    is_prepared.wait()
    application: WSGIApplication = import_module("terminbuch.config.wsgi").application
    if is_loaded is not None:
        is_loaded.set()
    return application
