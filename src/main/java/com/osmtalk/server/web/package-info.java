/**
 * Web voice calls: asked for over HTTP, held on a WebSocket by {@code voice.web}.
 *
 * <p>Whoever asks gets a token that lets one visitor in, once and for a limited time; its hash is stored, so a copy of
 * the database lets nobody in. A call whose visitor does not come fails with {@code no_answer}, since it holds a line
 * while it waits. Begin with {@link com.osmtalk.server.web.WebCalls}.
 */
@NullMarked
package com.osmtalk.server.web;

import org.jspecify.annotations.NullMarked;
