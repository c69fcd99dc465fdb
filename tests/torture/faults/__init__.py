"""Steps in which something around the application breaks. Importing registers them."""

from . import calendars, clocks, full, network, sweep, tenants

__all__ = ["calendars", "clocks", "full", "network", "sweep", "tenants"]
