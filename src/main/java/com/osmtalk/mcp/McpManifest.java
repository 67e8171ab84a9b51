package com.osmtalk.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Tools;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The list of tools as a document: {@code tools-manifest.json} is the one without any choice. */
public final class McpManifest {
    private McpManifest() {}

    /**
     * The result of {@code tools/list}, indented, with a line end.
     *
     * @throws IllegalArgumentException for an unknown tool or toolset
     */
    public static String json(ToolChoice choice) {
        List<Map<String, Object>> list = Tools.listed(Tools.definitions(choice));
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
