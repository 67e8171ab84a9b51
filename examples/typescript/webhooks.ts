// Tells whether a webhook comes from osmTalk. Run by itself, it receives webhooks and says which it believes:
//
//   OSMTALK_WEBHOOK_SECRET    the secret of your webhook settings
//   PORT                      default 8080; 0 takes a free one

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";

const TOLERANCE_SECONDS = 5 * 60;
const LARGEST_BODY = 10_000_000;

/**
 * Whether these headers sign this body with this secret, a short while ago.
 *
 * Both signatures must hold: `webhook-signature` (Standard Webhooks), which covers the event's id and the time it was
 * sent, and `X-OsmTalk-Signature`, which covers the body alone. Keep each `webhook-id` to tell an event that comes twice.
 *
 * @param body as it came, byte by byte: JSON that was read and written again has another signature
 * @param secret as it stands in the webhook settings, `whsec_` included if it begins so
 */
export function verifyWebhookSignature(
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  secret: string,
  nowSeconds: number = Date.now() / 1000,
): boolean {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const signatures = headers["webhook-signature"];
  const bodySignature = headers["x-osmtalk-signature"];
  if (
    typeof id !== "string" ||
    typeof timestamp !== "string" ||
    typeof signatures !== "string" ||
    typeof bodySignature !== "string"
  ) {
    return false;
  }
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) {
    return false;
  }
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);
  if (key.length === 0) {
    return false;
  }
  const signed = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const bodySigned = createHmac("sha256", secret).update(body).digest("hex");
  // there are several while a secret is being changed
  const standard = signatures.split(" ").some((each) => same(each, `v1,${signed}`));
  return standard && same(bodySignature, `sha256=${bodySigned}`);
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function receive(secret: string, port: number): void {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_BODY) {
        response.writeHead(413, { connection: "close" }).end();
        return;
      }
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    if (!verifyWebhookSignature(request.headers, body, secret)) {
      console.log("refused: not signed with this secret, or not just now");
      response.writeHead(401).end();
      return;
    }
    const { event, callId } = JSON.parse(body.toString()) as { event: string; callId?: string };
    console.log(`verified: ${event}${callId ? ` of ${callId}` : ""}`);
    response.writeHead(204).end();
  });
  server.listen(port, "127.0.0.1", () => {
    console.log(`receiving at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const secret = process.env.OSMTALK_WEBHOOK_SECRET;
  if (!secret) {
    console.error("Set OSMTALK_WEBHOOK_SECRET to the secret of your webhook settings.");
    process.exit(2);
  }
  receive(secret, Number(process.env.PORT ?? 8080));
}
