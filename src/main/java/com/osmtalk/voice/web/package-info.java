/** The web voice channel: calls over a WebSocket, by the protocol in {@code docs/web-voice.md}. */
@NullMarked
package com.osmtalk.voice.web;

import org.jspecify.annotations.NullMarked;
