package com.osmtalk.mcp.kit;

import com.osmtalk.api.Page;
import java.util.List;

/** How a list says that there is more of it. */
public final class Paging {
    private Paging() {}

    public static void addNext(List<String> lines, Page<?> page, String tool) {
        if (page.nextCursor() != null) {
            lines.add(page.data().size() + " of " + page.total() + " shown. More: " + tool
                    + " with the same filters and" + " cursor \"" + page.nextCursor() + "\".");
        }
    }
}
