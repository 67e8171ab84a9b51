package com.osmtalk.mcp.resource;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource, or a resource template if its URI contains {@code {id}}.
 *
 * @param uri contains at most one {@code {id}}
 * @param audience {@code user}, {@code assistant}
 * @param priority from 0 to 1: how important it is
 * @param subject what it is about; only calls can be subscribed to
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

    /** Produces the text of a resource. */
    interface Text {
        /** @param id empty for a resource without {@code {id}}; the result is empty when nothing has that id */
        Optional<String> of(CallerAccount account, String id) throws ProtocolException, InterruptedException;
    }

    boolean isTemplate() {
        return uri.contains(ID);
    }

    /** The id in a URI of this resource, an empty string if it has none; empty for the URI of another resource. */
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

    /** The entry of {@code resources/list} or {@code resources/templates/list}. */
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
