/**
 * What a server offers, and how a request for it is answered; the same in every revision of the protocol. A program
 * that wants to be an MCP server implements {@link com.osmtalk.mcp.protocol.feature.ServerFeatures}; what it is given
 * with each request is a {@link com.osmtalk.mcp.protocol.feature.RequestContext}.
 *
 * <p>Knows no transport: a feature cannot tell by which one it is asked.
 */
@NullMarked
package com.osmtalk.mcp.protocol.feature;

import org.jspecify.annotations.NullMarked;
