"""Addresses of the pages of services."""

from __future__ import annotations

from django.shortcuts import resolve_url

from terminbuch.models import Member, Service


def to_services(member: Member, place: str = "") -> str:
    """``place`` is the line that was just moved, so that the keyboard goes on from there."""
    address = resolve_url("staff_pages:services", member.organisation.slug)
    return f"{address}#{place}" if place else address


def to_service(service: Service) -> str:
    return resolve_url("staff_pages:service", service.organisation.slug, service.slug)


def to_questions(service: Service, place: str = "") -> str:
    address = resolve_url("staff_pages:service_questions", service.organisation.slug, service.slug)
    return f"{address}#{place}" if place else address


def to_groups(member: Member, place: str = "") -> str:
    address = resolve_url("staff_pages:service_groups", member.organisation.slug)
    return f"{address}#{place}" if place else address
