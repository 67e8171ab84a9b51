/**
 * The web voice channel: a WebSocket on a port of its own on which visitors of web pages talk with agents, in writing
 * or aloud; the protocol is described in {@code docs/web-voice.md}. Begin reading at {@link
 * com.osmtalk.voice.web.WebVoice} (the port) and {@link com.osmtalk.voice.web.WebSession} (one visitor).
 *
 * <p>Only this package knows Java-WebSocket and the messages of the protocol. It brings frames to {@code voice.media}
 * and sends those that come from there; it recognises and speaks nothing itself. Which token stands for which call is
 * the server's to know ({@link com.osmtalk.voice.web.WebCallAcceptor}).
 *
 * <p>Anybody on the internet may open a socket, so everything a visitor can make grow is bounded: connections,
 * handshakes, messages whole and in pieces, messages and frames a second, invalid messages, what waits to be read, and
 * silence.
 */
@NullMarked
package com.osmtalk.voice.web;

import org.jspecify.annotations.NullMarked;
