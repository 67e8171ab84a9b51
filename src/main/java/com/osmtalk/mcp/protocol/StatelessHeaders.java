package com.osmtalk.mcp.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which a stateless request says again what its body says, for those on the way who do not read bodies.
 * They must agree, or those on the way and this server would see two different requests.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">the transport</a>
 */
final class StatelessHeaders {
    private static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    /** Which of the params a method's name is. */
    private static final Map<String, String> NAMED_BY = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri",
            "tasks/get", "taskId",
            "tasks/update", "taskId",
            "tasks/cancel", "taskId");

    private StatelessHeaders() {}

    /** Whether a message is a stateless one, by its body or its header. */
    static boolean mean(HttpServletRequest http, Message message) {
        boolean opensSession =
                message instanceof Message.Request request && request.method().equals("initialize");
        return message instanceof Message.Request request && Stateless.speaks(request)
                || !opensSession && Stateless.VERSION.equals(http.getHeader(PROTOCOL_VERSION));
    }

    /** For requests of the revisions with sessions. */
    static void refuseUnknownVersion(HttpServletRequest http) throws HttpExchange.Refused {
        String version = http.getHeader(PROTOCOL_VERSION);
        if (version != null && !Methods.VERSIONS.contains(version)) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "That MCP-Protocol-Version is not supported; supported are " + String.join(", ", Methods.VERSIONS)
                            + " and " + Stateless.VERSION + ".");
        }
    }

    /** @throws ProtocolException when one is missing, or says something else than the body */
    static void check(HttpServletRequest http, Message.Request request) throws ProtocolException {
        String version = http.getHeader(PROTOCOL_VERSION);
        if (version == null) {
            throw mismatch(PROTOCOL_VERSION + " is missing.");
        }
        if (!version.strip().equals(ClientMeta.of(request.params()).version())) {
            throw mismatch(PROTOCOL_VERSION + " and the version in `_meta` differ.");
        }
        if (!request.method().equals(value(http, METHOD))) {
            throw mismatch(METHOD + " must be the method of the body.");
        }
        String namedBy = NAMED_BY.get(request.method());
        if (namedBy != null
                && request.params().get(namedBy) instanceof String name
                && !name.equals(value(http, NAME))) {
            throw mismatch(NAME + " must be `" + namedBy + "` of the body.");
        }
    }

    /** A header's value; text beyond ASCII comes wrapped in {@code =?base64?…?=}. */
    private static @Nullable String value(HttpServletRequest http, String header) throws ProtocolException {
        String value = http.getHeader(header);
        if (value == null) {
            return null;
        }
        value = value.strip();
        if (!value.startsWith("=?base64?") || !value.endsWith("?=")) {
            return value;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(value.substring(9, value.length() - 2));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException e) {
            throw mismatch(header + " is not valid Base64 of UTF-8 text.");
        }
    }

    private static ProtocolException mismatch(String message) {
        return new ProtocolException(ProtocolException.HEADER_MISMATCH, message);
    }
}
