package com.osmtalk.mcp;

import com.osmtalk.mcp.kit.ToolDefinition;
import java.util.List;

/**
 * What an access token has to be good for to use a tool, where people sign in for their assistants. The names are those
 * of the authorization server.
 */
public final class ToolScopes {
    static final String READ = "calls:read";
    static final String WRITE = "calls:write";
    private static final String MANAGE = "manage";

    /** All there are, the least first. */
    public static final List<String> ALL = List.of(READ, WRITE, MANAGE);

    /** What most tools take. */
    public static final List<String> USUAL = List.of(READ, WRITE);

    private ToolScopes() {}

    static String of(ToolDefinition tool) {
        if (tool.effects().readOnly()) {
            return READ;
        }
        return switch (tool.toolset()) {
            case CALLS, INSIGHT -> WRITE;
            case MANAGE, CAMPAIGNS -> MANAGE;
        };
    }
}
