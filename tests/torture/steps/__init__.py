"""The steps that need nothing but the house: controls, storms, mixed life, mail. Importing registers them."""

from . import controls, storms

__all__ = ["controls", "storms"]
