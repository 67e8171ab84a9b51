/** Outgoing webhooks: an organisation's own server is told what happens, reliably and out of the way of the calls. */
@NullMarked
package com.osmtalk.server.webhook;

import org.jspecify.annotations.NullMarked;
