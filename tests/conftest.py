"""What all tests share. Fixtures of one room stand in that room's own conftest."""

from __future__ import annotations

import os

from hypothesis import settings

# Random while we work; in CI the same examples every time, so that a red run can be run again.
settings.register_profile("terminbuch", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("terminbuch")
