/**
 * The way from a tool to the guard. A tool that makes a phone ring, spends money or starts a campaign hands its request
 * to {@link com.osmtalk.mcp.dialling.GuardedDialler}, which lets the guard decide and turns every refusal into a {@link
 * com.osmtalk.mcp.kit.ToolProblem} for the model. This is the only package that knows both the guard and the kit of
 * tools; the guard itself knows nothing of tools.
 */
@NullMarked
package com.osmtalk.mcp.dialling;

import org.jspecify.annotations.NullMarked;
