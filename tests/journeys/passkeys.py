"""A telephone with a finger on it: Chromium's own stand-in for a passkey."""

from __future__ import annotations

from playwright.sync_api import Page

TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def hold_a_telephone(page: Page) -> None:
    """From now on the browser answers as if its owner said yes."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE})
