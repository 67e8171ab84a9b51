/**
 * The revisions with sessions, 2024-11-05 to 2025-11-25. The only package that knows the MCP SDK: its sessions match
 * the answers of a client to what it was asked, and its transport interfaces are implemented here. Everything around
 * them is ours.
 *
 * <p>Begin with {@link com.osmtalk.mcp.protocol.legacy.LegacyProtocol}, then {@code SdkSessions}.
 */
@NullMarked
package com.osmtalk.mcp.protocol.legacy;

import org.jspecify.annotations.NullMarked;
