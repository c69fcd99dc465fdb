"""Signing in at Google and Microsoft, and renewing what came of it."""

from .providers import is_configured

__all__ = ["is_configured"]
