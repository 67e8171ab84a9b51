/**
 * What every tool is made of: its definition ({@link com.osmtalk.mcp.kit.ToolDefinition}) with the JSON Schemas of its
 * arguments and its answer, the checked {@link com.osmtalk.mcp.kit.Arguments}, how an error becomes a sentence that a
 * model can act on ({@link com.osmtalk.mcp.kit.ApiProblems}), how an agent or a number is found by name, and how text
 * written by people outside the account is shown ({@link com.osmtalk.mcp.kit.UntrustedText}).
 *
 * <p>Begin with {@link com.osmtalk.mcp.kit.Tool}. This package knows the API and its client; it knows no single tool,
 * no transport of the protocol and nothing of the guard.
 */
@NullMarked
package com.osmtalk.mcp.kit;

import org.jspecify.annotations.NullMarked;
