"""A passkey made of software, as a telephone holds one: it answers what a browser would pass on."""

from __future__ import annotations

import hashlib
import json
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT_AND_VERIFIED, WITH_KEY = 0b101, 0b1000000
ORIGIN = "http://localhost:8000"


class Passkey:
    def __init__(self, *, name: bytes = b"0123456789abcdef", origin: str = ORIGIN) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name, self.origin = name, origin
        self.owner = ""

    def made(self, question: str, *, flags: int = PRESENT_AND_VERIFIED) -> str:
        """What the browser sends when the key was made for this question."""
        asked = json.loads(question)["publicKey"]
        self.owner = asked["user"]["id"]
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        held = bytes(16) + struct.pack(">H", len(self.name)) + self.name + public
        data = self._data(asked["rp"]["id"], flags | WITH_KEY) + held
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", asked["challenge"])
        response = {"clientDataJSON": _text(said), "attestationObject": _text(attested)}
        return self._sent(response)

    def used(self, question: str) -> str:
        """What the browser sends when the key's owner said yes to this question."""
        asked = json.loads(question)["publicKey"]
        said = self._said("webauthn.get", asked["challenge"])
        data = self._data(asked["rpId"], PRESENT_AND_VERIFIED)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._sent(
            {
                "clientDataJSON": _text(said),
                "authenticatorData": _text(data),
                "signature": _text(signature),
                "userHandle": self.owner,
            }
        )

    def _said(self, what: str, challenge: str) -> bytes:
        return json.dumps({"type": what, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + bytes(4)

    def _sent(self, response: dict[str, Any]) -> str:
        own = _text(self.name)
        sent = {"id": own, "rawId": own, "type": "public-key", "clientExtensionResults": {}}
        return json.dumps({**sent, "response": response})


def _text(said: bytes) -> str:
    return websafe_encode(said)
