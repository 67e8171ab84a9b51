package com.osmtalk.mcp.tool;

import com.osmtalk.mcp.kit.Toolset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small drawings for clients that show a server and its tools to people (2025-11-25, {@code icons}). They stand in the
 * answers themselves, as the specification allows, since a server on stdio has no address to load them from.
 */
public final class Icons {
    private static final String PHONE =
            "M7 3H5a2 2 0 0 0-2 2c0 9 7 16 16 16a2 2 0 0 0 2-2v-2l-5-3-2 2c-3-1-5-3-6-6l2-2z";
    private static final String CHART = "M3 21h18M6 17v-5M12 17V5M18 17V9";
    private static final String SLIDERS = "M4 7h9M19 7h1M4 17h2M12 17h8M16 4v6M9 14v6";
    private static final String LIST = "M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1";

    private static final List<Map<String, Object>> OF_SERVER = drawn(PHONE);
    private static final List<Map<String, Object>> OF_INSIGHT = drawn(CHART);
    private static final List<Map<String, Object>> OF_MANAGE = drawn(SLIDERS);
    private static final List<Map<String, Object>> OF_CAMPAIGNS = drawn(LIST);

    private Icons() {}

    /** The server's own. */
    public static List<Map<String, Object>> ofServer() {
        return OF_SERVER;
    }

    /** Those of its tools: a person sees by them what kind of thing a tool does. */
    static List<Map<String, Object>> of(Toolset toolset) {
        return switch (toolset) {
            case CALLS -> OF_SERVER;
            case INSIGHT -> OF_INSIGHT;
            case MANAGE -> OF_MANAGE;
            case CAMPAIGNS -> OF_CAMPAIGNS;
        };
    }

    /** A line of two units in a square of 24, in a colour that can be seen on light and dark ground. */
    private static List<Map<String, Object>> drawn(String path) {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"#2a8c82\""
                + " stroke-width=\"2\"><path d=\"" + path + "\"/></svg>";
        String src =
                "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> icon = new LinkedHashMap<>();
        icon.put("src", src);
        icon.put("mimeType", "image/svg+xml");
        icon.put("sizes", List.of("any"));
        return List.of(icon);
    }
}
