/**
 * What stands between a tool call and a dialled phone. Everything that makes a telephone ring goes through
 * {@link com.osmtalk.mcp.guard.DialGuard}; knows nothing of tools or of the MCP SDK.
 */
@NullMarked
package com.osmtalk.mcp.guard;

import org.jspecify.annotations.NullMarked;
