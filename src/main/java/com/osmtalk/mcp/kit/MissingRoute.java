package com.osmtalk.mcp.kit;

import com.osmtalk.client.ApiException;
import java.util.Map;

/**
 * A route that this osmTalk server does not have: an older one, or another vendor's. It answers 404 as if there were
 * no such thing; but a server that has the route names what it could not find, and one that has not can't.
 */
public final class MissingRoute {
    private static final int NOT_FOUND = 404;

    private MissingRoute() {}

    /**
     * Whether an error says that there is no such route.
     *
     * @param id of what the request was about
     */
    public static boolean isMeant(ApiException e, String id) {
        return e.status() == NOT_FOUND && !String.valueOf(e.getMessage()).contains(id);
    }

    /**
     * What to tell of it.
     *
     * @param what can't be done, to follow "this osmTalk server can't"
     * @param next what can be done instead
     */
    public static ToolException refused(String what, String next) {
        return new ToolException(new ToolProblem(
                "not_supported",
                "This osmTalk server can't " + what + ": it has no such route. Nothing was done.",
                null,
                next,
                Map.of()));
    }
}
