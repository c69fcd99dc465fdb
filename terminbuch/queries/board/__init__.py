"""The board of a disruption: what became of each booking that it hits, and what is still to do."""

from .cards import Card, Held, Time
from .offered import offers_for
from .reading import Board, Summary, Tally, board

__all__ = ["Board", "Card", "Held", "Summary", "Tally", "Time", "board", "offers_for"]
