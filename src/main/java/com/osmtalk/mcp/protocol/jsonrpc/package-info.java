/**
 * JSON-RPC 2.0 as MCP uses it: messages, who sent them, how they are answered, and what cancels them. The bottom of
 * the protocol; it knows no transport and no method, and of the revisions only how to tell one from the other.
 *
 * <p>Begin with {@link com.osmtalk.mcp.protocol.jsonrpc.Message} and {@link
 * com.osmtalk.mcp.protocol.jsonrpc.JsonRpc}.
 */
@NullMarked
package com.osmtalk.mcp.protocol.jsonrpc;

import org.jspecify.annotations.NullMarked;
