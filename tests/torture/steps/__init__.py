"""The steps that need nothing but the house: controls, storms, life, mail, a model. Importing registers."""

from . import controls, mails, mixed, model, storms

__all__ = ["controls", "mails", "mixed", "model", "storms"]
