"""The tables, one file per noun."""

from .absence import Absence
from .accepted_request import AcceptedRequest
from .allocation import GUARD, Allocation, missing_allocation_guards
from .attempt_count import AttemptCount
from .backup import Backup
from .booking import Booking
from .busy_time import BusyTime
from .calendar_connection import CalendarConnection
from .calendar_entry import CalendarEntry
from .calendar_probe import CalendarProbe
from .case import Case
from .chore import Chore
from .conflict import Conflict
from .customer import Customer
from .delivery import Delivery
from .disruption import Disruption
from .guard import NoOverlap
from .history import HistoryEntry
from .hold import Hold
from .invitation import Invitation
from .location import Location
from .logo import Logo
from .mail_server import MailServer
from .mail_text import MailText
from .member import Member
from .opening import Opening
from .organisation import OldSlug, Organisation
from .outside_calendar import OutsideCalendar
from .outside_event import OutsideEvent
from .push_channel import PushChannel
from .resource import Resource
from .schedule import Schedule, ScheduleException, WeeklyHours
from .service import Candidate, Question, Requirement, Service, ServiceGroup
from .task import Task
from .tenancy import NeverScoped, OrganisationQuerySet, OrganisationRow
from .user import User
from .verification import Fault, Verification, VerifiedOrganisation

__all__ = [
    "GUARD",
    "Absence",
    "AcceptedRequest",
    "Allocation",
    "AttemptCount",
    "Backup",
    "Booking",
    "BusyTime",
    "CalendarConnection",
    "CalendarEntry",
    "CalendarProbe",
    "Candidate",
    "Case",
    "Chore",
    "Conflict",
    "Customer",
    "Delivery",
    "Disruption",
    "Fault",
    "HistoryEntry",
    "Hold",
    "Invitation",
    "Location",
    "Logo",
    "MailServer",
    "MailText",
    "Member",
    "NeverScoped",
    "NoOverlap",
    "OldSlug",
    "Opening",
    "Organisation",
    "OrganisationQuerySet",
    "OrganisationRow",
    "OutsideCalendar",
    "OutsideEvent",
    "PushChannel",
    "Question",
    "Requirement",
    "Resource",
    "Schedule",
    "ScheduleException",
    "Service",
    "ServiceGroup",
    "Task",
    "User",
    "Verification",
    "VerifiedOrganisation",
    "WeeklyHours",
    "missing_allocation_guards",
]
