package com.osmtalk.mcp.app;

import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The live call card as clients see it: an entry of {@code resources/list}, a page to read, and a reference to it on
 * the tools whose answer it is shown beside. A client that does not declare the extension sees none of this, so that
 * the list of tools costs it nothing; the page can be read by everybody.
 *
 * <p>The card follows its call by itself. So only the tools that bring a call into the conversation refer to it: with
 * {@code wait_for_call} as well, each wait would put one more card into the chat.
 *
 * @see <a href="https://github.com/modelcontextprotocol/ext-apps/blob/main/specification/2026-01-26/apps.mdx">MCP
 *     Apps, 2026-01-26</a>
 */
public final class CallCard {
    /** The name under which clients declare that they show apps. */
    public static final String EXTENSION = "io.modelcontextprotocol/ui";

    public static final String URI = "ui://osmtalk/call-card.html";
    public static final String MIME_TYPE = "text/html;profile=mcp-app";

    private static final Set<String> SHOWN_BESIDE = Set.of("start_outbound_call", "get_call");

    /** What the page may ask its host to call. Those that the client is not offered, the page does not ask for. */
    private static final List<String> CALLED = List.of("get_call", "end_call", "cancel_call", "answer_call_question");

    private static final String FILE = "/com/osmtalk/mcp/call-card.html";
    private static final String STYLE_HASH = "STYLE-HASH";
    private static final String SCRIPT_HASH = "SCRIPT-HASH";
    private static final String TOOLS = "TOOLS-OFFERED";

    private CallCard() {}

    /** Whether a client shows pages like this one. */
    public static boolean isShownBy(Requester requester) {
        return requester
                .extension(EXTENSION)
                .map(settings -> settings.get("mimeTypes"))
                .filter(types -> types instanceof Collection<?> accepted && accepted.contains(MIME_TYPE))
                .isPresent();
    }

    /** The entries of {@code tools/list}, those that the card is shown beside with a reference to it. */
    public static List<Map<String, Object>> on(List<Map<String, Object>> tools) {
        return tools.stream()
                .map(tool -> SHOWN_BESIDE.contains(tool.get("name")) ? withReference(tool) : tool)
                .toList();
    }

    private static Map<String, Object> withReference(Map<String, Object> tool) {
        Map<String, Object> shown = new LinkedHashMap<>(tool);
        shown.put(
                "_meta",
                Map.of(
                        "ui",
                        Map.of("resourceUri", URI, "visibility", List.of("model", "app")),
                        // what the extension was called before it was one: some hosts read only this
                        "ui/resourceUri",
                        URI));
        return shown;
    }

    /** The entry of {@code resources/list}. */
    public static Map<String, Object> listed() {
        return Map.of(
                "uri",
                URI,
                "name",
                "call_card",
                "title",
                "Live call card",
                "description",
                "Shows a call while it lasts, in chats that show apps.",
                "mimeType",
                MIME_TYPE,
                "_meta",
                meta());
    }

    /**
     * The {@code contents} of {@code resources/read}.
     *
     * @param offered the names of the tools that the reader has
     */
    public static Map<String, Object> contents(Collection<String> offered) {
        String tools = CALLED.stream().filter(offered::contains).collect(Collectors.joining(" "));
        return Map.of("uri", URI, "mimeType", MIME_TYPE, "text", Page.TEXT.replace(TOOLS, tools), "_meta", meta());
    }

    /** The page loads nothing and connects to nothing. */
    private static Map<String, Object> meta() {
        Map<String, Object> nowhere = new LinkedHashMap<>();
        for (String purpose : List.of("connectDomains", "resourceDomains", "frameDomains", "baseUriDomains")) {
            nowhere.put(purpose, List.of());
        }
        return Map.of("ui", Map.of("csp", nowhere, "prefersBorder", true));
    }

    /** The page, read when somebody first asks for it. */
    private static final class Page {
        static final String TEXT = read();

        /**
         * The page's own policy allows exactly its one style and its one script, by their hashes: even if a stranger's
         * words were ever taken for markup, no script in them would run.
         */
        private static String read() {
            try (InputStream file = Objects.requireNonNull(CallCard.class.getResourceAsStream(FILE), FILE)) {
                // a hash is of the text as a browser reads it, which has no carriage returns
                String page = new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
                return page.replace(STYLE_HASH, hashOf(page, "style")).replace(SCRIPT_HASH, hashOf(page, "script"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String hashOf(String page, String element) {
            String begin = "<" + element + ">";
            int from = page.indexOf(begin) + begin.length();
            String content = page.substring(from, page.indexOf("</" + element + ">", from));
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
                return "sha256-" + Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
