package com.osmtalk.mcp.protocol.modern;

import com.osmtalk.mcp.protocol.http.VersionHeader;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which a stateless request says again what its body says, for those on the way who do not read
 * bodies. They must agree, or a gateway and this server would see two different requests.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">the transport</a>
 */
final class ModernHeaders {
    private static final String PROTOCOL_VERSION = VersionHeader.NAME;
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    /** How text that a header cannot carry is wrapped. */
    private static final Pattern WRAPPED = Pattern.compile("=\\?base64\\?.*\\?=");

    private static final int WRAPPED_FROM = "=?base64?".length();

    /** Which of a method's params {@code Mcp-Name} repeats. */
    private static final Map<String, String> NAMED_BY = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri",
            "tasks/get", "taskId",
            "tasks/update", "taskId",
            "tasks/cancel", "taskId");

    private ModernHeaders() {}

    /**
     * Holds the headers against the body; the version first, as another revision may have other headers.
     *
     * @throws ProtocolException when one is missing, is there twice, or says something else than the body
     */
    static void check(HttpServletRequest http, Message.Request request) throws ProtocolException {
        String version = only(http, PROTOCOL_VERSION);
        if (version == null) {
            throw mismatch(PROTOCOL_VERSION + " is missing.");
        }
        RequestMeta meta = RequestMeta.of(request.params());
        if (!version.equals(meta.version())) {
            throw mismatch(PROTOCOL_VERSION + " and the version in `_meta` differ.");
        }
        meta.requireSupportedVersion();
        if (!request.method().equals(value(http, METHOD))) {
            throw mismatch(METHOD + " must equal the method in the body.");
        }
        String namedBy = NAMED_BY.get(request.method());
        if (namedBy != null
                && request.params().get(namedBy) instanceof String name
                && !name.equals(value(http, NAME))) {
            throw mismatch(NAME + " must equal `" + namedBy + "` in the body.");
        }
    }

    /** The one value of a header; of two, a gateway may have read the other. */
    private static @Nullable String only(HttpServletRequest http, String header) throws ProtocolException {
        List<String> values = Collections.list(http.getHeaders(header));
        if (values.size() > 1) {
            throw mismatch(header + " must be sent once only.");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** A header's value; text beyond ASCII comes wrapped in {@code =?base64?…?=}. */
    private static @Nullable String value(HttpServletRequest http, String header) throws ProtocolException {
        String value = only(http, header);
        if (value == null) {
            return null;
        }
        if (!WRAPPED.matcher(value).matches()) {
            return value;
        }
        try {
            String base64 = value.substring(WRAPPED_FROM, value.length() - 2);
            if (base64.length() % 4 != 0) {
                throw new IllegalArgumentException("Java's decoder forgives missing padding, this protocol does not");
            }
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw mismatch(header + " is not valid Base64 of UTF-8 text.");
        }
    }

    private static ProtocolException mismatch(String message) {
        return new ProtocolException(ProtocolException.HEADER_MISMATCH, message);
    }
}
