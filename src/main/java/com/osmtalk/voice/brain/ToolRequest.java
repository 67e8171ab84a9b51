package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.core5.http.ContentType;

/**
 * The HTTP request that one use of a tool comes to. The owner of an agent wrote the URL, a model the values: they never
 * change which resource is meant beyond the places that are left for them, and nothing is sent that was not declared.
 */
final class ToolRequest {
    private static final int LONGEST_URL = 8_000;

    /** Servers, and the proxies before them, may take the encoding off more than once. */
    private static final int MOST_DECODINGS = 6;

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");
    private static final Pattern DOTS = Pattern.compile("\\s*\\.{1,2}\\s*");

    private ToolRequest() {}

    /** @throws IllegalArgumentException with what the model is to be told, when the arguments do not fit the tool */
    static SimpleHttpRequest of(HttpTool tool, JsonNode arguments) {
        Map<String, JsonNode> values = ToolArguments.of(tool, arguments);
        String method = tool.method().toUpperCase(Locale.ROOT);
        boolean inQuery = method.equals("GET") || method.equals("DELETE") || method.equals("HEAD");
        String template = tool.url().replaceFirst("#.*", "");
        int mark = template.indexOf('?');
        String path = path(mark < 0 ? template : template.substring(0, mark), values);
        List<String> query = new ArrayList<>();
        if (mark >= 0) {
            query(template.substring(mark + 1), values, query);
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> value : values.entrySet()) {
            if (template.contains("{" + value.getKey() + "}")) {
                continue;
            }
            if (inQuery) {
                query.add(
                        encoded(value.getKey()) + "=" + encoded(value.getValue().asText()));
            } else {
                body.set(value.getKey(), value.getValue());
            }
        }
        SimpleRequestBuilder request = SimpleRequestBuilder.create(method)
                .setUri(uri(query.isEmpty() ? path : path + "?" + String.join("&", query)));
        if (!inQuery) {
            request.setBody(body.toString().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
        }
        if (tool.headers() != null) {
            tool.headers().forEach(request::setHeader);
        }
        return request.build();
    }

    /** Fills the places of a path; each segment with one stays one segment that names something. */
    private static String path(String template, Map<String, JsonNode> values) {
        List<String> segments = new ArrayList<>();
        for (String segment : template.split("/", -1)) {
            String filled = PLACE.matcher(segment).replaceAll(place -> {
                JsonNode value = values.get(place.group(1));
                if (value == null || value.asText().isBlank()) {
                    throw new IllegalArgumentException("the parameter " + place.group(1) + " is missing");
                }
                return Matcher.quoteReplacement(encoded(value.asText()));
            });
            if (!filled.equals(segment) && leavesItsPlace(filled)) {
                throw new IllegalArgumentException("the value for " + segment
                        + " is not allowed in a path: it must not be or contain . or .." + " as a name");
            }
            segments.add(filled);
        }
        return String.join("/", segments);
    }

    /** Whether a segment, however often its encoding is taken off, comes to mean another level of the path. */
    private static boolean leavesItsPlace(String segment) {
        String text = segment;
        for (int i = 0; i < MOST_DECODINGS; i++) {
            String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
            if (CONTROL.matcher(plain).find()) {
                return true;
            }
            for (String name : plain.split("[/\\\\\\u2215\\u2044]", -1)) {
                // some servers cut off what follows a semicolon before they look at the name
                if (DOTS.matcher(name.replaceFirst(";.*", "")).matches()) {
                    return true;
                }
            }
            String decoded = decoded(text);
            if (decoded.equals(text)) {
                return false;
            }
            text = decoded;
        }
        return true;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** Fills the places of a query; a pair whose value is not there is left out. */
    private static void query(String template, Map<String, JsonNode> values, List<String> query) {
        for (String pair : template.split("&")) {
            boolean complete = PLACE.matcher(pair).results().allMatch(place -> values.containsKey(place.group(1)));
            if (complete && !pair.isEmpty()) {
                query.add(PLACE.matcher(pair)
                        .replaceAll(place -> Matcher.quoteReplacement(
                                encoded(values.get(place.group(1)).asText()))));
            }
        }
    }

    private static URI uri(String url) {
        if (url.length() > LONGEST_URL) {
            throw new IllegalArgumentException("the values are too long for a URL");
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            if (uri.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
                throw new IllegalArgumentException("the tool's URL is not an http or https address");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the tool's URL is not complete or not valid", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
