package com.osmtalk.mcp.protocol.http;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The streams of one session: those that answer its requests, and those on which it listens, of which it may have
 * several. What is told unasked is told on one of them alone (2025-11-25, transports, multiple connections).
 */
public final class SessionStreams {
    private static final Pattern EVENT_ID = Pattern.compile("([0-9]{1,15})-([0-9]{1,15})");

    private final ReplayMemory memory;
    private final Clock clock;
    private final boolean primes;
    private final AtomicLong lastId = new AtomicLong();

    /** By their ids, which grow. */
    private final Map<Long, ReplayableStream> answers = new ConcurrentSkipListMap<>();

    private final Map<Long, ReplayableStream> listening = new ConcurrentSkipListMap<>();

    /** @param primes whether the session's revision knows events without data */
    public SessionStreams(ReplayMemory memory, Clock clock, boolean primes) {
        this.memory = memory;
        this.clock = clock;
        this.primes = primes;
    }

    /** A place in a stream. @param after the last event that the client has got of it */
    public record Place(ReplayableStream stream, long after) {}

    /** A stream for the answer to a request. @param whenAbandoned run when nobody will get it */
    public ReplayableStream answer(Runnable whenAbandoned) {
        return add(answers, whenAbandoned);
    }

    /** A stream to listen on. */
    public ReplayableStream listen() {
        return add(listening, () -> {});
    }

    private ReplayableStream add(Map<Long, ReplayableStream> streams, Runnable whenAbandoned) {
        ReplayableStream stream = new ReplayableStream(
                lastId.incrementAndGet(), memory, clock, whenAbandoned, gone -> streams.remove(gone.id()));
        streams.put(stream.id(), stream);
        return stream;
    }

    /** Where a client wants to go on, by the id of the last event that it got; empty when that is not known. */
    public Optional<Place> find(String lastEventId) {
        Matcher id = EVENT_ID.matcher(lastEventId);
        if (!id.matches()) {
            return Optional.empty();
        }
        Long stream = Long.valueOf(id.group(1));
        return Optional.ofNullable(answers.getOrDefault(stream, listening.get(stream)))
                .map(found -> new Place(found, Long.parseLong(id.group(2))));
    }

    /**
     * Tells the session something that it did not ask for just now: on the newest stream that it listens on, or has
     * listened on a moment ago. Lost when there is none.
     */
    public void tell(String json) {
        ReplayableStream newest = null;
        for (ReplayableStream stream : listening.values()) {
            if (newest == null || stream.isAttached() || !newest.isAttached()) {
                newest = stream;
            }
        }
        if (newest != null) {
            newest.send(json);
        }
    }

    /** Whether a client is connected to any of them. */
    public boolean isAnyAttached() {
        return listening.values().stream().anyMatch(ReplayableStream::isAttached)
                || answers.values().stream().anyMatch(ReplayableStream::isAttached);
    }

    /** Called every few seconds: gives up what nobody came back for, and primes what takes its time. */
    public void heartbeat() {
        answers.values().forEach(ReplayableStream::sweep);
        listening.values().forEach(ReplayableStream::sweep);
        if (primes) {
            answers.values().forEach(ReplayableStream::prime);
        }
    }

    /** Ends all of them. */
    public void close() {
        List.copyOf(answers.values()).forEach(ReplayableStream::close);
        List.copyOf(listening.values()).forEach(ReplayableStream::close);
    }
}
