package com.osmtalk.mcp.kit;

/** One thing an assistant can do. */
public interface Tool {
    ToolDefinition definition();

    /**
     * Does it.
     *
     * @param arguments already checked against {@link ToolDefinition#input()}
     * @throws ToolException what the model has to put right, in words made for it
     */
    ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException;
}
