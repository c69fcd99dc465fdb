"""The settings of the processes under torture: the real ones, from the environment that the house gives them.

Only two things differ. Pictures and styles are served from where they lie, for nobody looks at them; and
passwords are cheap to check, for signing in is not what is measured.
"""

from __future__ import annotations

from terminbuch.config.settings import *  # noqa: F403
from terminbuch.config.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
