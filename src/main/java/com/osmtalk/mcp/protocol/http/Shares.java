package com.osmtalk.mcp.protocol.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counts what each key, and each address, holds at the same time, so that none takes what is there for all: who has
 * their share already is refused with 429, and keeps what they have. Requests without a key, on servers that let them
 * in, are counted by their address only.
 */
public final class Shares {
    private static final int TOO_MANY_REQUESTS = 429;

    private final String what;
    private final int perKey;
    private final int perAddress;
    private final Map<String, Integer> byKey = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();

    /** @param what is counted, for the sentence that refuses one more: {@code open streams} */
    public Shares(String what, int perKey, int perAddress) {
        this.what = what;
        this.perKey = perKey;
        this.perAddress = perAddress;
    }

    /** One of them. Given back by {@link #close}; to do that again does nothing. */
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes one for whoever sends a request.
     *
     * @throws HttpRefusedException 429 when they have as many as they may
     */
    Share take(HttpServletRequest request) throws HttpRefusedException {
        return take(HttpMessages.apiKey(request), ClientNetwork.of(request));
    }

    /** The same. @param address the network, see {@link ClientNetwork} */
    public Share take(@Nullable String key, String address) throws HttpRefusedException {
        synchronized (this) {
            if (key != null && byKey.getOrDefault(key, 0) >= perKey) {
                throw tooMany(perKey, "API key");
            }
            if (byAddress.getOrDefault(address, 0) >= perAddress) {
                throw tooMany(perAddress, "network address");
            }
            add(byKey, key, 1);
            add(byAddress, address, 1);
        }
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                giveBack(key, address);
            }
        };
    }

    /** Whether anything is held with a key. */
    public synchronized boolean holds(String key) {
        return byKey.containsKey(key);
    }

    private synchronized void giveBack(@Nullable String key, String address) {
        add(byKey, key, -1);
        add(byAddress, address, -1);
    }

    private static void add(Map<String, Integer> counts, @Nullable String who, int change) {
        if (who != null) {
            counts.merge(who, change, (before, now) -> before + now == 0 ? null : before + now);
        }
    }

    private HttpRefusedException tooMany(int limit, String of) {
        return new HttpRefusedException(
                TOO_MANY_REQUESTS,
                "This " + of + " has " + limit + " " + what + " already, as many as it may. End some, then try again.");
    }
}
