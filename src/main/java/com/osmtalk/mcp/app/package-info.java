/**
 * The live call card: a page that chats which show apps (MCP Apps, SEP-1865) put beside a tool's answer, so that a
 * person sees a call go on, answers the agent's question and hangs up. Begin with {@link
 * com.osmtalk.mcp.app.CallCard}; the page itself is {@code call-card.html} among the resources.
 *
 * <p>It knows no tool, no call and no key: the page gets all it shows by calling tools through its host. Nothing
 * depends on it; without it every tool answers the same.
 */
@NullMarked
package com.osmtalk.mcp.app;

import org.jspecify.annotations.NullMarked;
