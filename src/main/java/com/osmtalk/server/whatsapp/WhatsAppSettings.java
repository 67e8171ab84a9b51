package com.osmtalk.server.whatsapp;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What connects this server with a WhatsApp Business app.
 *
 * @param verifyToken what WhatsApp must know when it asks whether this is the right server; null: it is turned away
 * @param appSecret signs what WhatsApp sends; null: nothing is taken
 * @param accessToken for sending replies; null: none are sent
 * @param graphUrl of the Graph API, with its version
 */
public record WhatsAppSettings(
        @Nullable String verifyToken,
        @Nullable String appSecret,
        @Nullable String accessToken,
        URI graphUrl) {
    public static final URI GRAPH = URI.create("https://graph.facebook.com/v23.0");

    /** Not connected. */
    public static final WhatsAppSettings NONE = new WhatsAppSettings(null, null, null, GRAPH);

    /** Without the secrets, so that they never reach a log. */
    @Override
    public String toString() {
        return "WhatsAppSettings[" + graphUrl + "]";
    }
}
