package com.osmtalk.voice.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A tool as its server lists it.
 *
 * @param name as the server knows it, in any characters
 * @param description the server's words; empty when it gives none
 * @param inputSchema a JSON Schema of the type object
 */
public record McpTool(String name, String description, ObjectNode inputSchema) {}
