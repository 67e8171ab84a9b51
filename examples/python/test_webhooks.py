"""What is believed and what is not. Run with: python3 -m unittest"""

import unittest

from webhooks import verify_webhook_signature

SENT_AT = 1795339800
BODY = b'{"event":"webhook.test","timestamp":"2026-11-22T09:30:00.000Z"}'
SECRET = "a secret for tests"
HEADERS = {
    "webhook-id": "whd_01K9ZQ4T7M2X5V8B3N6C1D0EFG",
    "webhook-timestamp": str(SENT_AT),
    "webhook-signature": "v1,hegVhbPJWcnyr7ZOPiA9NOwpCZ/qI3ySDzDx5eILgyA=",
    "X-OsmTalk-Signature": "sha256=0ce8ca213bc969430c801d8a7cd6eff22b421b696347a5fec135582c2ca5acf6",
}
BASE64_SECRET = "whsec_dGhpcnR5LXR3byBieXRlcyBvZiBhIHRlc3Qga2V5ISE="
SIGNED_WITH_BASE64_SECRET = {
    **HEADERS,
    "webhook-signature": "v1,NjlMAH0K+nQYh2oP0s3XuxWnUN0mTiatnu8HIXAgfDA=",
    "X-OsmTalk-Signature": "sha256=ae3060a22400d977b904fa65d70a7349454aeeb5b9d08d7fd4c0912fd9e04fdd",
}


class VerifyWebhookSignature(unittest.TestCase):
    def test_a_webhook_of_osmtalk_is_believed(self) -> None:
        self.assertTrue(verify_webhook_signature(HEADERS, BODY, SECRET, SENT_AT + 1))
        self.assertTrue(verify_webhook_signature(SIGNED_WITH_BASE64_SECRET, BODY, BASE64_SECRET, SENT_AT + 1))

    def test_names_of_headers_come_in_any_case(self) -> None:
        headers = {name.upper(): value for name, value in HEADERS.items()}
        self.assertTrue(verify_webhook_signature(headers, BODY, SECRET, SENT_AT))

    def test_one_of_several_signatures_is_enough_while_a_secret_is_being_changed(self) -> None:
        headers = {**HEADERS, "webhook-signature": "v1,b3RoZXI= " + HEADERS["webhook-signature"]}
        self.assertTrue(verify_webhook_signature(headers, BODY, SECRET, SENT_AT))

    def test_another_body_secret_or_id_is_not_believed(self) -> None:
        self.assertFalse(verify_webhook_signature(HEADERS, b"{}", SECRET, SENT_AT))
        for secret in ("another secret", "", "whsec_no base64", "whsec_"):
            self.assertFalse(verify_webhook_signature(HEADERS, BODY, secret, SENT_AT), secret)
        self.assertFalse(verify_webhook_signature({**HEADERS, "webhook-id": "whd_other"}, BODY, SECRET, SENT_AT))

    def test_an_old_or_future_webhook_is_not_believed(self) -> None:
        self.assertTrue(verify_webhook_signature(HEADERS, BODY, SECRET, SENT_AT + 300))
        self.assertFalse(verify_webhook_signature(HEADERS, BODY, SECRET, SENT_AT + 301))
        self.assertFalse(verify_webhook_signature(HEADERS, BODY, SECRET, SENT_AT - 301))
        for timestamp in ("soon", "-1", "", "9" * 5000, "²"):
            headers = {**HEADERS, "webhook-timestamp": timestamp}
            self.assertFalse(verify_webhook_signature(headers, BODY, SECRET, SENT_AT), timestamp)

    def test_both_signatures_are_needed(self) -> None:
        for name in HEADERS:
            without = {each: value for each, value in HEADERS.items() if each != name}
            self.assertFalse(verify_webhook_signature(without, BODY, SECRET, SENT_AT), name)
            self.assertFalse(verify_webhook_signature({**HEADERS, name: "é"}, BODY, SECRET, SENT_AT), name)


if __name__ == "__main__":
    unittest.main()
