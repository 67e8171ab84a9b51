/**
 * The typed client of the osmTalk API, which programs of others may use as well. Begin with {@link
 * com.osmtalk.client.OsmTalkClient}: it hands out one class for each part of the API, whose methods take and return the
 * records of {@code com.osmtalk.api}. Below them {@code ApiTransport} decides what is sent again, {@code Connections}
 * knows the HTTP library, and {@code Failure} says what an unsuccessful attempt means. {@link
 * com.osmtalk.client.WebhookSignature} is for those who receive webhooks.
 *
 * <p>It knows nothing of MCP, of the bundled server or of how either is configured: it is given an address and a key.
 */
@NullMarked
package com.osmtalk.client;

import org.jspecify.annotations.NullMarked;
