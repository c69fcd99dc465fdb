"""The steps that need nothing but the house: controls, storms, mixed life, mail. Importing registers them."""

from . import controls, mails, mixed, storms

__all__ = ["controls", "mails", "mixed", "storms"]
