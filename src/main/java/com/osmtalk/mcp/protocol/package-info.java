/**
 * The Model Context Protocol, as a server speaks it: every transport, every revision, and nothing of what the server
 * offers. What is offered comes in as {@link com.osmtalk.mcp.protocol.feature.ServerFeatures}; no class in or below this
 * package knows a tool, a phone call or the osmTalk API.
 *
 * <p>Begin with {@link com.osmtalk.mcp.protocol.ProtocolServer}, which is all that a program needs, then {@code
 * TwoWayConnection} and {@code StreamableMessages}: they see which revision a message is of, and hand it on. Below, the
 * arrows go one way, and {@code ArchitectureTest} holds them:
 *
 * <pre>
 *                  protocol           picks the revision; puts everything together
 *               /    |     \    \
 *          modern  legacy   \    \    2026-07-28, and the revisions with sessions
 *           |    \/   |      \    \
 *           |    /\   |       \    \
 *         feature   http     stdio     what a server offers; the transports
 *               \     |     /
 *                  jsonrpc            messages, who sent them, how they are answered
 * </pre>
 *
 * <p>The transports know messages only: {@code stdio} and the two-way half of {@code http} hand them to a {@link
 * com.osmtalk.mcp.protocol.jsonrpc.ClientConnection}, Streamable HTTP to a {@link
 * com.osmtalk.mcp.protocol.http.StreamableServlet.Handler}. Both are implemented here, at the top, since either revision
 * may come over either transport. {@code modern} and {@code legacy} know {@code http} for what their revision does in a
 * way of its own there (headers that repeat the body; sessions by header), and they do not know each other.
 */
@NullMarked
package com.osmtalk.mcp.protocol;

import org.jspecify.annotations.NullMarked;
