import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyWebhookSignature } from "./webhooks.js";

const SENT_AT = 1795339800;
const BODY = Buffer.from('{"event":"webhook.test","timestamp":"2026-11-22T09:30:00.000Z"}');
const SECRET = "a secret for tests";
const HEADERS = {
  "webhook-id": "whd_01K9ZQ4T7M2X5V8B3N6C1D0EFG",
  "webhook-timestamp": String(SENT_AT),
  "webhook-signature": "v1,hegVhbPJWcnyr7ZOPiA9NOwpCZ/qI3ySDzDx5eILgyA=",
  "x-osmtalk-signature": "sha256=0ce8ca213bc969430c801d8a7cd6eff22b421b696347a5fec135582c2ca5acf6",
};
const BASE64_SECRET = "whsec_dGhpcnR5LXR3byBieXRlcyBvZiBhIHRlc3Qga2V5ISE=";
const SIGNED_WITH_BASE64_SECRET = {
  ...HEADERS,
  "webhook-signature": "v1,NjlMAH0K+nQYh2oP0s3XuxWnUN0mTiatnu8HIXAgfDA=",
  "x-osmtalk-signature": "sha256=ae3060a22400d977b904fa65d70a7349454aeeb5b9d08d7fd4c0912fd9e04fdd",
};

test("a webhook of osmTalk is believed", () => {
  assert.ok(verifyWebhookSignature(HEADERS, BODY, SECRET, SENT_AT + 1));
  assert.ok(verifyWebhookSignature(SIGNED_WITH_BASE64_SECRET, BODY, BASE64_SECRET, SENT_AT + 1));
});

test("one of several signatures is enough, while a secret is being changed", () => {
  const headers = { ...HEADERS, "webhook-signature": `v1,b3RoZXI= ${HEADERS["webhook-signature"]}` };
  assert.ok(verifyWebhookSignature(headers, BODY, SECRET, SENT_AT));
});

test("another body, secret or id is not believed", () => {
  assert.ok(!verifyWebhookSignature(HEADERS, Buffer.from("{}"), SECRET, SENT_AT));
  assert.ok(!verifyWebhookSignature(HEADERS, BODY, "another secret", SENT_AT));
  assert.ok(!verifyWebhookSignature(HEADERS, BODY, "", SENT_AT));
  assert.ok(!verifyWebhookSignature({ ...HEADERS, "webhook-id": "whd_other" }, BODY, SECRET, SENT_AT));
});

test("an old or future webhook is not believed", () => {
  assert.ok(verifyWebhookSignature(HEADERS, BODY, SECRET, SENT_AT + 300));
  assert.ok(!verifyWebhookSignature(HEADERS, BODY, SECRET, SENT_AT + 301));
  assert.ok(!verifyWebhookSignature(HEADERS, BODY, SECRET, SENT_AT - 301));
  assert.ok(!verifyWebhookSignature({ ...HEADERS, "webhook-timestamp": "soon" }, BODY, SECRET, SENT_AT));
});

test("both signatures are needed", () => {
  for (const name of Object.keys(HEADERS)) {
    assert.ok(!verifyWebhookSignature({ ...HEADERS, [name]: undefined }, BODY, SECRET, SENT_AT), name);
    assert.ok(!verifyWebhookSignature({ ...HEADERS, [name]: "" }, BODY, SECRET, SENT_AT), name);
  }
});
