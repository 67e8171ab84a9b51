/**
 * A server with exactly the tools, resources and prompts that the public conformance suite asks for, on the
 * transports of {@link com.osmtalk.mcp.protocol}.
 */
package com.osmtalk.mcp.protocol.conformance;
