"""A booking as iCalendar text (RFC 5545). Pure values in, text out."""

from terminbuch.ical.invitation import Invitation, cancel, publish, request

__all__ = ["Invitation", "cancel", "publish", "request"]
