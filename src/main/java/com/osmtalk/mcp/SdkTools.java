package com.osmtalk.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.tool.ToolAnswer;
import com.osmtalk.mcp.tool.ToolDefinition;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;

/** Our tools and answers as the SDK's records. */
final class SdkTools {
    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(new ObjectMapper());

    /** The answers are ours and the tests hold them against their schemas; doing so at run time costs and gains nothing. */
    static final JsonSchemaValidator TRUSTED_SCHEMAS =
            (schema, value) -> JsonSchemaValidator.ValidationResponse.asValid("");

    private SdkTools() {}

    static McpSchema.Tool tool(ToolDefinition definition) {
        ToolDefinition.Effects effects = definition.effects();
        return McpSchema.Tool.builder(definition.name(), definition.input().json())
                .title(definition.title())
                .description(definition.description())
                .outputSchema(definition.output().json())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .readOnlyHint(effects.readOnly())
                        .destructiveHint(effects.destructive())
                        .idempotentHint(effects.idempotent())
                        .openWorldHint(effects.openWorld())
                        .build())
                .build();
    }

    static McpSchema.CallToolResult result(ToolAnswer answer) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(answer.text())
                .structuredContent(answer.structured())
                .isError(answer.isError())
                .build();
    }
}
