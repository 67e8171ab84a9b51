package com.osmtalk.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.tool.ToolDefinition;
import com.osmtalk.mcp.tool.Tools;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The tools as a document: what {@code tools-manifest.json} holds. */
public final class McpManifest {
    private McpManifest() {}

    /** The result of {@code tools/list}, word for word, indented, with a line end. */
    public static String json() {
        List<Map<String, Object>> list =
                Tools.definitions().stream().map(ToolDefinition::json).toList();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try {
            return Json.STRICT.writer(printer).writeValueAsString(Map.of("tools", list)) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
