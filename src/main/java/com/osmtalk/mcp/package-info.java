/**
 * The MCP server of osmTalk. {@link com.osmtalk.mcp.OsmTalkMcp} wires it: begin there. Below it, {@code protocol}
 * speaks MCP and knows no tool; {@code kit} is what tools are made of; {@code tool} holds the tools, one package a
 * toolset; {@code guard} decides whether a tool may dial; {@code resource} and {@code prompt} hold the other things a
 * client can list.
 *
 * <p>It knows the API only through {@code client} and {@code api}, never the bundled server: a thin client and a
 * server in the same process work alike. What runs before the first answer of {@code osmtalk mcp} is kept small on
 * purpose ({@code docs/performance.md}): suppliers here mean "not before it is needed".
 */
@NullMarked
package com.osmtalk.mcp;

import org.jspecify.annotations.NullMarked;
