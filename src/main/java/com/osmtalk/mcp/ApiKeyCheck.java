package com.osmtalk.mcp;

import com.osmtalk.api.PageRequest;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.guard.Fingerprint;
import com.osmtalk.mcp.protocol.http.AddressRate;
import com.osmtalk.mcp.protocol.http.KeyCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API whether a key is good: by its list of agents, which any secret key may read, or for a session token,
 * which the account's tools take as well, by whose it is. Answers are kept for some seconds. An API that is away does
 * not make a key invalid: what was known of it goes on for some minutes.
 *
 * <p>A stranger's made-up keys must cost the API little: each answer is kept, few questions are asked at a time, an
 * address has so many for keys that were not good before, and what is kept is bounded.
 */
final class ApiKeyCheck implements KeyCheck {
    /** What API keys begin with; anything else is a session token. */
    private static final String KEY_PREFIX = "osm_";

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration KNOWN = Duration.ofMinutes(10);
    private static final int MAX_KEYS = 10_000;
    private static final int QUESTIONS_AT_A_TIME = 16;
    private static final int NEW_KEYS_PER_MINUTE = 60;

    private static final Verdict AWAY =
            Verdict.unchecked("The osmTalk API can't be reached to check the API key. Try again in a few seconds.");

    private final OsmTalkClient client;
    private final Clock clock;
    private final AddressRate newKeys = new AddressRate(NEW_KEYS_PER_MINUTE);
    private final Semaphore questions = new Semaphore(QUESTIONS_AT_A_TIME);

    /** By the fingerprint of the key, in order of last use: good ones, and others, which push out no good one. */
    private final Map<String, Known> good = bounded();

    private final Map<String, Known> others = bounded();

    private record Known(Verdict verdict, Instant since) {}

    ApiKeyCheck(OsmTalkClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private static Map<String, Known> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > MAX_KEYS;
            }
        };
    }

    @Override
    public Verdict check(String key, String address) {
        if (!ApiAccess.isKey(key)) {
            return Verdict.invalid("The osmTalk API key contains characters that no key has.");
        }
        String name = Fingerprint.of(key);
        Known known = known(name);
        if (known != null && isYounger(known, FRESH)) {
            return known.verdict();
        }
        boolean isNew = known == null || known.verdict().standing() != Standing.VALID;
        if (isNew && !address.isEmpty() && !newKeys.take(address).isZero()) {
            return Verdict.unchecked("Too many unknown API keys came from this address. Try again in a minute.");
        }
        if (!questions.tryAcquire()) {
            return lastKnown(known);
        }
        try {
            Verdict verdict = ask(key);
            if (verdict.standing() == Standing.UNCHECKED) {
                return lastKnown(known);
            }
            remember(name, verdict);
            return verdict;
        } finally {
            questions.release();
        }
    }

    private Verdict ask(String key) {
        try {
            OsmTalkClient asCaller = client.withApiKey(key, null);
            if (key.startsWith(KEY_PREFIX)) {
                asCaller.widget().listAgents(PageRequest.first(1));
            } else {
                asCaller.account().me();
            }
            return Verdict.VALID;
        } catch (ApiException e) {
            return switch (e.status()) {
                case 401 -> Verdict.invalid(String.valueOf(e.getMessage()));
                case 403 -> Verdict.forbidden(String.valueOf(e.getMessage()));
                default -> AWAY;
            };
        }
    }

    /** Of a key that can't be asked about just now. */
    private Verdict lastKnown(@Nullable Known known) {
        return known != null && isYounger(known, KNOWN) ? known.verdict() : AWAY;
    }

    private boolean isYounger(Known known, Duration age) {
        return clock.instant().isBefore(known.since().plus(age));
    }

    private synchronized @Nullable Known known(String name) {
        Known known = good.get(name);
        return known != null ? known : others.get(name);
    }

    private synchronized void remember(String name, Verdict verdict) {
        boolean isGood = verdict.standing() == Standing.VALID;
        (isGood ? others : good).remove(name);
        (isGood ? good : others).put(name, new Known(verdict, clock.instant()));
    }
}
