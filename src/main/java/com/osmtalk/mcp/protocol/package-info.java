/** The wire: transports and JSON-RPC. The only package that knows the MCP SDK's transport interfaces. */
@NullMarked
package com.osmtalk.mcp.protocol;

import org.jspecify.annotations.NullMarked;
