/** The tools: what each is called, takes, does and answers. Knows nothing of the MCP SDK or of transports. */
@NullMarked
package com.osmtalk.mcp.tool;

import org.jspecify.annotations.NullMarked;
