package com.osmtalk.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.tool.Tools;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.UncheckedIOException;
import java.time.Clock;

/** The tools as a document: what {@code tools-manifest.json} holds. */
public final class McpManifest {
    private McpManifest() {}

    /** The result of {@code tools/list}, word for word, indented, with a line end. */
    public static String json() {
        McpSchema.ListToolsResult list = McpSchema.ListToolsResult.builder(Tools.all(Clock.systemUTC()).stream()
                        .map(tool -> SdkTools.tool(tool.definition()))
                        .toList())
                .build();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(list) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
