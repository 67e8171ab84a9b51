package com.osmtalk.server.webhook;

/**
 * What has to be sent, and where to.
 *
 * @param receiver organisation and host
 * @param attempts made so far
 */
record Delivery(String id, String organizationId, String url, String receiver, String body, int attempts) {}
