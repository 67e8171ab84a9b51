package com.osmtalk.voice.http;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up hosts while their URLs are saved, so that who saves them learns at once which of them will never be reached.
 * Not what keeps anybody out: a name may resolve to something else by the time of a connection, where {@link
 * PublicAddressResolver} checks it. So a name that can't be looked up, or not in time, counts as public here.
 */
public final class PrivateHosts {
    private static final int MOST_THREADS = 8;
    private static final int MOST_WAITING = 64;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final DnsResolver resolver;
    private final Duration limit;

    /** A look-up can't be interrupted: one without an answer holds its thread until the system gives up. */
    private final ThreadPoolExecutor lookups = new ThreadPoolExecutor(
            MOST_THREADS, MOST_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), work -> {
                Thread thread = new Thread(work, "host look-up");
                thread.setDaemon(true);
                return thread;
            });

    /** By this system's name service, waiting two seconds for it at most. */
    public PrivateHosts() {
        this(new PublicAddressResolver(), LIMIT);
    }

    /** @param limit for all hosts together */
    public PrivateHosts(DnsResolver resolver, Duration limit) {
        this.resolver = resolver;
        this.limit = limit;
        lookups.allowCoreThreadTimeOut(true);
    }

    /** Those of the hosts that have an address which is not of the public internet. */
    public Set<String> among(Set<String> hosts) {
        Map<String, Future<Boolean>> asked = new LinkedHashMap<>();
        for (String host : hosts) {
            try {
                asked.put(host, lookups.submit(() -> isPrivate(host)));
            } catch (RejectedExecutionException manyWait) {
                break;
            }
        }
        long deadline = System.nanoTime() + limit.toNanos();
        Set<String> found = new HashSet<>();
        asked.forEach((host, answer) -> {
            if (isTrue(answer, deadline - System.nanoTime())) {
                found.add(host);
            }
        });
        return found;
    }

    private boolean isPrivate(String host) {
        try {
            resolver.resolve(host);
            return false;
        } catch (NotPublicException e) {
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean isTrue(Future<Boolean> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
