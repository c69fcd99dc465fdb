"""Practice mode: a copy of the business with invented customers, beside the real one and thrown away at will.

Nothing of the real business is read but what is offered, and nothing of it is written. No mail leaves.
"""

from .beginning import begin, begin_anew
from .discarding import discard

__all__ = ["begin", "begin_anew", "discard"]
