package com.osmtalk.voice.mcp;

import com.osmtalk.api.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of the use of a tool.
 *
 * @param text at most {@link #LONGEST} characters of what the server said, or what went wrong
 */
public record McpAnswer(boolean succeeded, String text) {
    /** As much as a model is given of any tool's answer. */
    public static final int LONGEST = 8_192;

    public McpAnswer {
        text = PlainText.of(text, LONGEST);
    }

    static McpAnswer failure(String reason) {
        return new McpAnswer(false, reason);
    }

    /** The texts of an answer; where it has none, its structured content. */
    static McpAnswer of(CallToolResult result) {
        List<Content> content = result.content() == null ? List.of() : result.content();
        String text = content.stream().map(McpAnswer::text).collect(Collectors.joining("\n"));
        if (text.isBlank() && result.structuredContent() != null) {
            text = Json.MAPPER.valueToTree(result.structuredContent()).toString();
        }
        return new McpAnswer(!Boolean.TRUE.equals(result.isError()), text);
    }

    /** What can't be read aloud is named only. */
    private static String text(Content content) {
        if (content instanceof TextContent words) {
            return words.text();
        }
        if (content instanceof EmbeddedResource part && part.resource() instanceof TextResourceContents words) {
            return words.text();
        }
        return "(" + content.type() + ")";
    }
}
