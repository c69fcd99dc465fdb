"""Where the library's steps of signing in meet our doors: it takes them, we say where they lead."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone

from terminbuch.models import User
from terminbuch.models.sealing import seal, unseal
from terminbuch.queries import access

from .. import stamps
from ..door import SeeOther
from ..language import remember
from .providers_failed import failed
from .security_log import note

NOBODY_IN_PARTICULAR = "0.0.0.0"  # noqa: S104  # an address to write down, nothing listens there


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Letters are promised by deeds and sentences are said by pages, so the library's own are silent here."""

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        stamps.begin(request.session, timezone.now())

    def post_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponse:
        answer = super().post_login(request, user, **hooks)
        remember(request)
        note(request, "signed_in", by=_ways(request))
        return SeeOther(answer.headers["Location"])

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return SeeOther(resolve_url("staff_pages:login"))

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the server says it, which believes no header but a trusted proxy's."""
        return str(request.META.get("REMOTE_ADDR") or NOBODY_IN_PARTICULAR)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say their own sentences."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise NotImplementedError("a mail is promised by a deed and leaves with the worker")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return f"Terminbuch {settings.HOST}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the installation, under whose address everybody signs in."""
        return {"id": settings.HOST, "name": "Terminbuch"}


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in who is a member already. The provider must vouch for the address; nobody is founded here."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        user = _vouched_for(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(failed(request, "unknown"))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **about: Any) -> None:
        raise ImmediateHttpResponse(failed(request, "refused"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def _vouched_for(sociallogin: Any) -> User | None:
    """The member with one of the addresses that the provider has verified itself."""
    mails = [address.email for address in sociallogin.email_addresses if address.verified is True]
    users = User.objects.filter(email__iexact=mails[0], is_active=True) if mails else User.objects.none()
    return next((user for user in users if access.members_of(user)), None)


def _ways(request: HttpRequest) -> str:
    """By what this session was opened: "password", "password+mfa", …"""
    records = request.session.get("account_authentication_methods", [])
    return "+".join(str(record.get("method")) for record in records)
