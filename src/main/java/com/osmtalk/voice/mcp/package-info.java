/**
 * MCP servers that agents use in their conversations. Begin with {@link com.osmtalk.voice.mcp.McpServers}: it lists the
 * tools of a server and uses them, with the client of the MCP Java SDK over a transport of our own ({@link
 * com.osmtalk.voice.mcp.CheckedTransport}), because the SDK's knows no resolver: only there can the address that is
 * connected to be checked.
 *
 * <p>Whatever a server sends is a stranger's: it is bounded in length, number and time, and becomes text. It knows
 * neither agents' prompts nor calls.
 */
@NullMarked
package com.osmtalk.voice.mcp;

import org.jspecify.annotations.NullMarked;
