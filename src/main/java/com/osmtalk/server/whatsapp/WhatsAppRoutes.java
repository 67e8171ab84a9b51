package com.osmtalk.server.whatsapp;

import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/webhooks/whatsapp}, which WhatsApp itself calls.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/webhooks/getting-started">Graph API webhooks</a>
 */
public final class WhatsAppRoutes implements Feature {
    private static final String SCHEME = "sha256=";

    private final WhatsApp whatsApp;
    private final WhatsAppSettings settings;

    public WhatsAppRoutes(WhatsApp whatsApp, WhatsAppSettings settings) {
        this.whatsApp = whatsApp;
        this.settings = settings;
    }

    @Override
    public void register(Router router) {
        router.get("/api/webhooks/whatsapp", Access.PUBLIC, this::subscribe);
        router.post("/api/webhooks/whatsapp", Access.PUBLIC, request -> {
            byte[] body = request.rawBody();
            requireSigned(request.header("X-Hub-Signature-256").orElse(""), body);
            List<InboundMessage> messages = Notification.read(body);
            return () -> {
                whatsApp.take(messages);
                return new Response(200, null);
            };
        });
    }

    private Response subscribe(Request request) {
        Query query = request.query();
        String mode = query.given("hub.mode");
        String token = query.given("hub.verify_token");
        String challenge = query.given("hub.challenge");
        if (!mode.equals("subscribe") || !isSame(settings.verifyToken(), token)) {
            throw Problem.forbidden("The verify token does not match WHATSAPP_VERIFY_TOKEN.");
        }
        return Response.text("text/plain", challenge);
    }

    private void requireSigned(String signature, byte[] body) {
        String secret = settings.appSecret();
        boolean signed = secret != null
                && signature.startsWith(SCHEME)
                && Hmac.isHex(signature.substring(SCHEME.length()), secret.getBytes(StandardCharsets.UTF_8), body);
        if (!signed) {
            throw Problem.forbidden("X-Hub-Signature-256 does not match this body and WHATSAPP_APP_SECRET.");
        }
    }

    private static boolean isSame(@Nullable String expected, String given) {
        return expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
