/**
 * MCP over standard input and output: one message a line. Knows messages only, neither HTTP nor what the messages ask
 * for.
 *
 * <p>Begin with {@link com.osmtalk.mcp.protocol.stdio.StdioTransport}.
 */
@NullMarked
package com.osmtalk.mcp.protocol.stdio;

import org.jspecify.annotations.NullMarked;
