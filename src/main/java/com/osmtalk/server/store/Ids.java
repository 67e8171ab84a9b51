package com.osmtalk.server.store;

import com.github.f4b6a3.ulid.UlidCreator;

/** Makes ids: a prefix that names the kind and a ULID, so that ids of one kind sort by time. */
public final class Ids {
    private Ids() {}

    /** @param prefix without the underscore: {@code call}, {@code agent}, … */
    public static String next(String prefix) {
        return prefix + "_" + UlidCreator.getMonotonicUlid();
    }
}
