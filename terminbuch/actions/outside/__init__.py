"""Deeds around outside calendars: connecting, reading in, writing out, deciding conflicts.

Nothing is re-exported: each is imported from where it stands.
"""
