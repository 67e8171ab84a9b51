/**
 * The Model Context Protocol, as a server speaks it: every transport, every revision, and nothing of what the server
 * offers. What is offered comes in as {@link com.osmtalk.mcp.protocol.feature.ServerFeatures}; no class in or below
 * this package knows a tool, a phone call or the osmTalk API.
 *
 * <p>Begin with {@link com.osmtalk.mcp.protocol.ProtocolServer}, which is all that a program needs, then {@code
 * TwoWayConnection} and {@code StreamableMessages}: they see which revision a message is of, and hand it on. Below, the
 * arrows go one way, and {@code ArchitectureTest} holds them:
 *
 * <pre>
 * package    what it is                                          knows
 * protocol   picks the revision of a message; the wiring         all of them
 * modern     2026-07-28: every request stands alone              feature, http, jsonrpc
 * legacy     2024-11-05 to 2025-11-25: sessions, by the SDK      feature, http, jsonrpc
 * feature    what a server offers, to whoever asks               jsonrpc
 * stdio      the transport by lines                              jsonrpc
 * http       Streamable HTTP, and HTTP+SSE                       jsonrpc
 * jsonrpc    messages, who sent them, how they are answered      nothing of ours
 * </pre>
 *
 * <p>The transports know messages only: {@code stdio} and the two-way half of {@code http} hand them to a {@link
 * com.osmtalk.mcp.protocol.jsonrpc.ClientConnection}, Streamable HTTP to a {@link
 * com.osmtalk.mcp.protocol.http.StreamableServlet.Handler}. Both are implemented here, at the top, since either
 * revision may come over either transport. {@code modern} and {@code legacy} know {@code http} for what their revision
 * does in a way of its own there (headers that repeat the body; sessions by header), and they do not know each other.
 *
 * <p>Only {@code legacy} knows the MCP SDK, and of it only sessions and message types. What is ours elsewhere, and what
 * of the SDK it stands in for, is said at each class; {@code modern} can go when an SDK speaks 2026-07-28 and passes
 * the conformance suite.
 */
@NullMarked
package com.osmtalk.mcp.protocol;

import org.jspecify.annotations.NullMarked;
