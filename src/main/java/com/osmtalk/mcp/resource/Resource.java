package com.osmtalk.mcp.resource;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing to read, or one kind of things when its address has an {@code {id}}.
 *
 * @param uri may end with, or hold, one {@code {id}}
 * @param audience {@code user}, {@code assistant}
 * @param priority from 0 to 1, how much it matters
 * @param subject what it is about: a call can be watched
 */
record Resource(
        String uri,
        String name,
        String title,
        String description,
        String mimeType,
        List<String> audience,
        double priority,
        ResourceCatalogue.Subject subject,
        Text text) {
    private static final String ID = "{id}";
    private static final Pattern IDS = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /** Reads it. */
    interface Text {
        /** @param id empty when the address has none; no text when there is nothing with that id */
        Optional<String> of(CallerAccount account, String id) throws ProtocolException, InterruptedException;
    }

    boolean isTemplate() {
        return uri.contains(ID);
    }

    /** The id in an address of this kind, empty text where it needs none; nothing for other addresses. */
    Optional<String> idIn(String address) {
        if (!isTemplate()) {
            return address.equals(uri) ? Optional.of("") : Optional.empty();
        }
        int id = uri.indexOf(ID);
        Matcher matcher = Pattern.compile(Pattern.quote(uri.substring(0, id)) + "(" + IDS.pattern() + ")"
                        + Pattern.quote(uri.substring(id + ID.length())))
                .matcher(address);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** As the protocol lists it. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(isTemplate() ? "uriTemplate" : "uri", uri);
        json.put("name", name);
        json.put("title", title);
        json.put("description", description);
        json.put("mimeType", mimeType);
        json.put("annotations", Map.of("audience", audience, "priority", priority));
        return json;
    }
}
