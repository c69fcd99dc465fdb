"""The settings of a server that a test started: the real ones, on the database the test named."""

from __future__ import annotations

import os

from terminbuch.config.settings import *  # noqa: F403
from terminbuch.config.settings import DATABASES, STORAGES

DATABASES["default"]["NAME"] = os.environ["LIVE_DATABASE"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
