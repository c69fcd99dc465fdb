"""The tables, one file per noun."""

from .absence import Absence
from .accepted_request import AcceptedRequest
from .allocation import GUARD, Allocation, missing_allocation_guards
from .attempt_count import AttemptCount
from .booking import Booking
from .case import Case
from .chore import Chore
from .customer import Customer
from .delivery import Delivery
from .disruption import Disruption
from .guard import NoOverlap
from .history import HistoryEntry
from .hold import Hold
from .location import Location
from .member import Member
from .organisation import OldSlug, Organisation
from .resource import Resource
from .schedule import Schedule, ScheduleException, WeeklyHours
from .service import Candidate, Question, Requirement, Service, ServiceGroup
from .task import Task
from .tenancy import NeverScoped, OrganisationQuerySet, OrganisationRow
from .user import User

__all__ = [
    "GUARD",
    "Absence",
    "AcceptedRequest",
    "Allocation",
    "AttemptCount",
    "Booking",
    "Candidate",
    "Case",
    "Chore",
    "Customer",
    "Delivery",
    "Disruption",
    "HistoryEntry",
    "Hold",
    "Location",
    "Member",
    "NeverScoped",
    "NoOverlap",
    "OldSlug",
    "Organisation",
    "OrganisationQuerySet",
    "OrganisationRow",
    "Question",
    "Requirement",
    "Resource",
    "Schedule",
    "ScheduleException",
    "Service",
    "ServiceGroup",
    "Task",
    "User",
    "WeeklyHours",
    "missing_allocation_guards",
]
