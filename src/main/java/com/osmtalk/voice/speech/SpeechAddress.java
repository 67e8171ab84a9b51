package com.osmtalk.voice.speech;

import java.net.URI;
import java.util.Map;

/**
 * Where a speech service is asked for something over a WebSocket.
 *
 * @param service how sentences call it, such as "Deepgram (api.deepgram.com)"
 * @param uri with everything that is asked for
 * @param headers the key is in one of them, and nowhere else
 * @param keySetting what to check when the key is refused
 */
record SpeechAddress(String service, URI uri, Map<String, String> headers, String keySetting) {
    /** Without the key, so that it never reaches a log. */
    @Override
    public String toString() {
        return service;
    }
}
