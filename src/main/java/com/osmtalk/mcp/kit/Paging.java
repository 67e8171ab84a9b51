package com.osmtalk.mcp.kit;

import com.osmtalk.api.Page;
import java.util.List;

/** How the text of a list says that there is another page. */
public final class Paging {
    private Paging() {}

    /** Adds a line with the cursor of the next page, if there is one. */
    public static void addNext(List<String> lines, Page<?> page, String tool) {
        if (page.nextCursor() != null) {
            lines.add(page.data().size() + " of " + page.total() + " shown. More: " + tool
                    + " with the same filters and" + " cursor \"" + page.nextCursor() + "\".");
        }
    }
}
