/**
 * The toolset {@code calls}: choosing an agent and a number, placing a call, following it and reading what came of it.
 * One class a tool; the order in which a model meets them is in {@link com.osmtalk.mcp.tool.Tools}. It knows no other
 * toolset: what two of them need is in {@code mcp.kit}, {@code mcp.view} or {@code mcp.dialling}.
 */
@NullMarked
package com.osmtalk.mcp.tool.calls;

import org.jspecify.annotations.NullMarked;
