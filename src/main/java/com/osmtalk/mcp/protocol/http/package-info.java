/**
 * MCP over HTTP: the servlets, and what they share with those who answer in them: event streams, refusals, who sent a
 * request, and who is let in. Knows neither stdio nor what the messages ask for.
 *
 * <p>Begin with {@link com.osmtalk.mcp.protocol.http.StreamableServlet}, the transport of today; {@link
 * com.osmtalk.mcp.protocol.http.SseServlet} is the one of 2024-11-05, which older clients still speak.
 */
@NullMarked
package com.osmtalk.mcp.protocol.http;

import org.jspecify.annotations.NullMarked;
