"""Outside calendars: read, written, and asked at the moment of booking. It knows no booking rule.

Everything that leaves here goes through ``outbound``. docs/calendars.md says how it fits together and how a
further kind is added.
"""
