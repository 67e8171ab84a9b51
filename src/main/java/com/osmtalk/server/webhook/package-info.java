/**
 * Outgoing webhooks: an organisation's own server is told what happens on its calls, reliably and out of the way of the
 * calls.
 *
 * <p>An event becomes a row in the transaction in which it happens ({@link com.osmtalk.server.webhook.WebhookEvents}),
 * so that it is sent exactly when the event was stored. {@link com.osmtalk.server.webhook.WebhookSender} leases rows
 * that are due and sends them. Delivery is <em>at least once</em>: a server that dies between sending and noting the
 * answer has its delivery sent again, under the same {@code webhook-id}, by which a receiver recognises it. Failures
 * are retried five times over fifteen hours ({@code RetrySchedule}); then the delivery is dead-lettered and can be sent
 * again by hand.
 *
 * <p>The URL is the customer's, so a request could be aimed at the server's own network (SSRF, server-side request
 * forgery). Addresses are therefore checked when a connection is made, after the name was looked up: a check of the
 * name alone can be passed by one that is looked up differently the next time. Redirects are not followed.
 *
 * <p>Must not know: how calls or campaigns work; it observes them.
 */
@NullMarked
package com.osmtalk.server.webhook;

import org.jspecify.annotations.NullMarked;
