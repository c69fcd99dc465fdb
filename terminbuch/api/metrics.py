"""For Prometheus: how it goes, of the whole installation, to those the operator named and to nobody else.

What the database knows is the same whichever process answers; what web processes count themselves is added up
over those of this machine (docs/operators/metrics.md).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from terminbuch.queries import health
from terminbuch.queries.figures import Figure, figures


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """404 for everybody where nothing is set, and for whoever does not fulfil what is set."""
    if not _may_read(request):
        raise Http404
    return HttpResponse(_counted() + generate_latest(_known()), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_read(request: HttpRequest) -> bool:
    """Where both are set, both must be right."""
    token, networks = settings.METRICS_TOKEN, settings.METRICS_NETWORKS
    if not token and not networks:
        return False
    said = request.headers.get("Authorization", "").encode()
    is_known = not token or hmac.compare_digest(said, f"Bearer {token}".encode())
    return is_known and (not networks or _is_inside(request.META.get("REMOTE_ADDR", "")))


def _is_inside(address: str) -> bool:
    try:
        visitor = ip_address(address)
    except ValueError:
        return False
    return any(visitor in network for network in settings.METRICS_NETWORKS)


def _counted() -> bytes:
    """By all web processes of this machine."""
    if not settings.COUNTERS.is_dir():
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(settings.COUNTERS))  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _known() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(FromTheDatabase())
    return registry


class FromTheDatabase(Collector):
    """Without a database, that alone is said."""

    def collect(self) -> Iterator[Metric]:
        is_ready, found = _asked()
        yield _gauge(
            Figure("ready", "1 when bookings can be taken, as at /healthz.", [({}, float(is_ready))])
        )
        yield from map(_gauge, found)


def _asked() -> tuple[bool, list[Figure]]:
    try:
        return health.is_ready(), figures(timezone.now())
    except DatabaseError:
        return False, []


def _gauge(figure: Figure) -> Metric:
    labels = list(figure.rows[0][0]) if figure.rows else []
    family = GaugeMetricFamily(f"terminbuch_{figure.name}", figure.meaning, labels=labels)
    for named, value in figure.rows:
        family.add_metric(list(named.values()), value)
    return family
