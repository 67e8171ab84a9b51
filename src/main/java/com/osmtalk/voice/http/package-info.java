/**
 * HTTP requests to hosts that people name: agents' tools, webhooks, models, speech services. Which addresses may be
 * reached ({@link com.osmtalk.voice.http.PublicAddressResolver}), also through a proxy ({@code CheckedRoutes}); clients
 * that neither follow, repeat nor remember anything by themselves ({@link com.osmtalk.voice.http.HttpClients}); and
 * answers that are bounded in length and time ({@link com.osmtalk.voice.http.BoundedResponse}).
 *
 * <p>It is one package because the guard against private addresses must not be written twice: the server's webhooks use
 * it as well. It knows nothing of calls.
 */
@NullMarked
package com.osmtalk.voice.http;

import org.jspecify.annotations.NullMarked;
