"""Customers as staff keeps them: entered, changed, and two rows of one person made one."""

from .asking import CustomerFields
from .changing import change
from .entering import create
from .merging import merge

__all__ = ["CustomerFields", "change", "create", "merge"]
