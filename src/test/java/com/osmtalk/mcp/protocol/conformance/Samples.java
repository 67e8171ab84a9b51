package com.osmtalk.mcp.protocol.conformance;

import com.osmtalk.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pieces that the suite's tools, resources and prompts are made of. */
final class Samples {
    /** One red pixel. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /** One moment of silence. */
    static final String WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

    private Samples() {}

    static Map<String, Object> json(String text) {
        try {
            return Json.STRICT.readValue(text, Json.MAP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    static Map<String, Object> image() {
        return Map.of("type", "image", "data", PNG, "mimeType", "image/png");
    }

    static Map<String, Object> resource(String uri, String mimeType, String text) {
        return Map.of("type", "resource", "resource", Map.of("uri", uri, "mimeType", mimeType, "text", text));
    }

    /** The result of a tool. */
    static Map<String, Object> result(Map<?, ?>... content) {
        return Map.of("content", List.of(content));
    }

    static Map<String, Object> said(String text) {
        return result(text(text));
    }

    /** A schema of an object whose properties must all be there. @param properties names and schemas by turns */
    static Map<String, Object> object(Object... properties) {
        Map<String, Object> schemas = new LinkedHashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            schemas.put((String) properties[i], properties[i + 1]);
        }
        return Map.of("type", "object", "properties", schemas, "required", List.copyOf(schemas.keySet()));
    }

    static Map<String, Object> type(String type) {
        return Map.of("type", type);
    }

    static List<Map<String, Object>> messages(Map<?, ?>... content) {
        return Arrays.stream(content)
                .map(each -> Map.<String, Object>of("role", "user", "content", each))
                .toList();
    }
}
