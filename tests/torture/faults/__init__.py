"""Steps in which something around the application breaks. Importing registers them."""

from . import calendars, full, network, sweep, tenants

__all__ = ["calendars", "full", "network", "sweep", "tenants"]
