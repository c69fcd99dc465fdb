"""Absences: who is away and until when, closed locations, public holidays."""
