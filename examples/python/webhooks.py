"""Tells whether a webhook comes from osmTalk. Run by itself, it receives webhooks and says which it believes:

    OSMTALK_WEBHOOK_SECRET    the secret of your webhook settings
    PORT                      default 8080; 0 takes a free one
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Mapping, Optional

TOLERANCE_SECONDS = 5 * 60
LARGEST_BODY = 10_000_000


def verify_webhook_signature(
    headers: Mapping[str, str], body: bytes, secret: str, now: Optional[float] = None
) -> bool:
    """Whether these headers sign this body with this secret, a short while ago.

    Both signatures must hold: ``webhook-signature`` (Standard Webhooks), which covers the event's id and the time it was
    sent, and ``X-OsmTalk-Signature``, which covers the body alone. Keep each ``webhook-id`` to tell an event that comes
    twice.

    headers: names in any case.
    body: as it came, byte by byte; JSON that was read and written again has another signature.
    secret: as it stands in the webhook settings, ``whsec_`` included if it begins so.
    now: seconds since 1970, for tests.
    """
    given = {name.lower(): value for name, value in headers.items()}
    event_id = given.get("webhook-id", "")
    timestamp = given.get("webhook-timestamp", "")
    if not (event_id and timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    try:
        key = base64.b64decode(secret[6:], validate=True) if secret.startswith("whsec_") else secret.encode()
    except binascii.Error:
        key = b""
    if not key:
        return False
    signed = hmac.new(key, f"{event_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(signed).decode()
    # there are several while a secret is being changed
    standard = any(_same(each, expected) for each in given.get("webhook-signature", "").split(" "))
    body_signed = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return standard and _same(given.get("x-osmtalk-signature", ""), body_signed)


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


class Receiver(BaseHTTPRequestHandler):
    """Believes and prints what is signed with the secret; answers 401 to the rest."""

    secret = ""
    timeout = 15

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            self._answer(413 if length.isdigit() else 411)
            return
        body = self.rfile.read(int(length))
        if not verify_webhook_signature(dict(self.headers.items()), body, self.secret):
            print("refused: not signed with this secret, or not just now", flush=True)
            self._answer(401)
            return
        message = json.loads(body)
        call = f" of {message['callId']}" if "callId" in message else ""
        print(f"verified: {message['event']}{call}", flush=True)
        self._answer(204)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing beside what is printed above."""


def main() -> None:
    Receiver.secret = os.environ.get("OSMTALK_WEBHOOK_SECRET", "")
    if not Receiver.secret:
        sys.exit("Set OSMTALK_WEBHOOK_SECRET to the secret of your webhook settings.")
    with ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Receiver) as server:
        print(f"receiving at http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
