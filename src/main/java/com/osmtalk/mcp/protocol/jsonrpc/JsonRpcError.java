package com.osmtalk.mcp.protocol.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * The error of a JSON-RPC answer.
 *
 * @param data more about it, for programs
 */
public record JsonRpcError(
        int code, String message, @Nullable Object data) {}
