import atexit

from django.apps import AppConfig
from django.db import connections


class TerminbuchConfig(AppConfig):
    name = "terminbuch"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Later, when the interpreter is half gone, each thread of PostgreSQL's pool would hold it up for 5 s.
        atexit.register(_close_pools)


def _close_pools() -> None:
    for connection in connections.all(initialized_only=True):
        if close := getattr(connection, "close_pool", None):  # PostgreSQL's only
            close()
