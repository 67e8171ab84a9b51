package com.osmtalk.mcp.protocol.http;

import java.util.Set;

/** Keeps sessions or streams open for keys, and ends those of a key that is good for nothing any more. */
interface KeyHolder {
    /** The keys that streams are open for. */
    Set<String> keysOfStreams();

    /** Whether anything is kept for a key. Asked for every key that is refused, so it costs next to nothing. */
    boolean holds(String key);

    void endAll(String key);
}
