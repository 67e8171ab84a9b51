package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.MinExpiresHeader;
import javax.sip.header.RetryAfterHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one trunk where we are (REGISTER, RFC 3261, 10.2), again before it forgets, and takes that back at the end.
 * What fails is tried again, more and more seldom: a trunk that is asked too often with a wrong password shuts us out.
 */
final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private static final int USUAL_SECONDS = 600;
    private static final int MOST_SECONDS = 86_400;
    private static final int INTERVAL_TOO_BRIEF = 423;

    /** For one address; RFC 3261's own 32 seconds would be spent at each that is dead. */
    private static final long REPLY_MILLIS = 6_000;

    private static final long LEAVE_MILLIS = 1_500;
    private static final int UNREACHABLE_SECONDS = 5;
    private static final int REFUSED_SECONDS = 30;
    private static final int MOST_PAUSE_SECONDS = 1_800;
    private static final int MOST_DOUBLINGS = 9;

    private final SipService service;
    private final Signalling signalling;
    private final TrunkTargets targets;
    private final SipTrunk trunk;
    private final Supplier<String> name;
    private final CompletionStage<?> before;
    private final @Nullable DigestCredentials credentials;
    private final TrunkRequestWriter writer;
    private final Mailbox mailbox;
    private final List<CompletableFuture<Check>> waiting = new ArrayList<>();

    private int seconds = USUAL_SECONDS;
    private int failures;
    private boolean running;
    private boolean left;
    private boolean movedOnce;
    private boolean lengthenedOnce;
    private @Nullable Future<?> next;
    private @Nullable Path registeredAt;
    private @Nullable ContactHeader registered;

    /**
     * @param trunk with its defaults, one that has to be registered at
     * @param name what the log calls the trunk
     * @param before what is to be over first, such as an earlier registration of the same user, which would take this
     *     one's back
     */
    Registration(
            SipService service,
            Signalling signalling,
            TrunkTargets targets,
            SipTrunk trunk,
            Supplier<String> name,
            CompletionStage<?> before) {
        this.name = name;
        this.before = before;
        this.service = service;
        this.signalling = signalling;
        this.targets = targets;
        this.trunk = trunk;
        this.credentials = SipCarrier.credentials(trunk);
        this.writer = new TrunkRequestWriter(signalling.node(), trunk);
        this.mailbox = new Mailbox(signalling.threads());
    }

    /** Registers now, whenever it would have been time. What it gives is what came of it. */
    CompletableFuture<Check> refresh() {
        CompletableFuture<Check> result = new CompletableFuture<>();
        mailbox.execute(() -> {
            waiting.add(result);
            if (!running) {
                begin();
            }
        });
        return result;
    }

    /** Takes it back and ends. What it gives is completed in any case, soon. */
    CompletableFuture<?> leave() {
        CompletableFuture<Object> gone = new CompletableFuture<>();
        mailbox.execute(() -> {
            left = true;
            if (next != null) {
                next.cancel(false);
            }
            Path path = registeredAt;
            if (path == null) {
                gone.complete(null);
                return;
            }
            registeredAt = null;
            new TrunkRequest(signalling, path, () -> writer.register(path, 0, null), credentials)
                    .send(LEAVE_MILLIS)
                    .whenComplete((reply, never) -> {
                        LOG.info("the registration of {} at {} is taken back", trunk.username(), path);
                        gone.complete(null);
                    });
        });
        return gone;
    }

    private void begin() {
        if (left) {
            finish(Check.wrong(Subject.SIGNALLING, "The trunk is no longer used.", "Look again."));
            return;
        }
        running = true;
        movedOnce = false;
        lengthenedOnce = false;
        if (next != null) {
            next.cancel(false);
        }
        before.thenCompose(over -> targets.find(trunk))
                .whenComplete((found, problem) -> mailbox.execute(() -> {
                    if (problem == null) {
                        attempt(found, 0);
                    } else {
                        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
                        failed(
                                Check.wrong(
                                        Subject.SIGNALLING,
                                        "It is not registered: " + cause.getMessage(),
                                        "Look at the trunk's host."),
                                UNREACHABLE_SECONDS);
                    }
                }));
    }

    private void attempt(List<Target> found, int index) {
        Path path = new Path(trunk, found.get(index));
        try {
            service.prepare(path);
        } catch (SipUnavailableException e) {
            failed(
                    Check.wrong(Subject.SIGNALLING, e.getMessage() + ".", "Free the port, or set another one."),
                    UNREACHABLE_SECONDS);
            return;
        }
        ContactHeader before = registered;
        // a challenge may have shown that we are behind NAT: what is repeated has another contact then
        AtomicReference<ContactHeader> sent = new AtomicReference<>(writer.contact(path));
        Supplier<Request> register = () -> {
            ContactHeader ours = writer.contact(path);
            sent.set(ours);
            return writer.register(path, seconds, before == null || sameAddress(before, ours) ? null : before);
        };
        new TrunkRequest(signalling, path, register, credentials)
                .send(REPLY_MILLIS)
                .thenAccept(reply -> mailbox.execute(() -> received(found, index, sent.get(), reply)));
    }

    private void received(List<Target> found, int index, ContactHeader ours, TrunkReply reply) {
        Path path = reply.path();
        if (reply.isSuccess()) {
            registered = ours;
            registeredAt = path;
            if (!movedOnce && !sameAddress(ours, writer.contact(path))) {
                // the answer says that we are behind NAT: the trunk needs the address that it sees
                movedOnce = true;
                attempt(found, index);
                return;
            }
            succeeded(path, granted(ours, reply.response()), reply);
        } else if (reply.status() == INTERVAL_TOO_BRIEF && !lengthenedOnce && atLeast(reply.response()) > seconds) {
            lengthenedOnce = true;
            seconds = Math.min(atLeast(reply.response()), MOST_SECONDS);
            attempt(found, index);
        } else if (reply.isUnreachable() && index + 1 < found.size()) {
            LOG.info("{} does not register us ({}); the trunk's next address is tried", path, why(reply));
            attempt(found, index + 1);
        } else {
            failed(
                    TrunkAnswers.refusedRegistration(trunk, reply),
                    Math.max(reply.isUnreachable() ? UNREACHABLE_SECONDS : REFUSED_SECONDS, retryAfter(reply)));
        }
    }

    private static String why(TrunkReply reply) {
        return reply.response() == null ? String.valueOf(reply.fault()) : Integer.toString(reply.status());
    }

    private void succeeded(Path path, int granted, TrunkReply reply) {
        if (failures > 0 || next == null) {
            LOG.info("{} is registered at {} for {} s", trunk.username(), path, granted);
        }
        failures = 0;
        schedule(beforeItEnds(granted));
        finish(Check.ok(
                        Subject.SIGNALLING,
                        "It is registered as " + trunk.username() + " for " + granted + " seconds; the trunk took "
                                + reply.millis() + " ms.")
                .after(reply.millis()));
    }

    private void failed(Check why, int leastSeconds) {
        registered = null;
        registeredAt = null;
        int doublings = Math.min(failures, MOST_DOUBLINGS);
        failures++;
        long pause = Math.max(leastSeconds, Math.min((long) leastSeconds << doublings, MOST_PAUSE_SECONDS));
        // so that not all of a server's trunks ask in the same moment
        long spread = pause * 1_000 * ThreadLocalRandom.current().nextInt(80, 101) / 100;
        LOG.warn(
                "this server is not registered at {}: {} It is tried again in {} s",
                name.get(),
                why.sentence(),
                spread / 1_000);
        schedule(spread);
        finish(why);
    }

    /** A fifth of the time before, at most a minute, so that there is time to try again. */
    private static long beforeItEnds(int granted) {
        long millis = granted * 1_000L;
        return Math.max(1_000, millis - Math.min(millis / 5, 60_000));
    }

    private void schedule(long millis) {
        if (!left) {
            next = signalling.after(millis, mailbox, () -> {
                if (!running) {
                    begin();
                }
            });
        }
    }

    private void finish(Check outcome) {
        running = false;
        waiting.forEach(each -> each.complete(outcome));
        waiting.clear();
    }

    /** For how long, as the trunk says: with our contact, or for all (RFC 3261, 10.2.4). */
    private int granted(ContactHeader ours, @Nullable Response response) {
        if (response == null) {
            return seconds;
        }
        for (Iterator<?> contacts = response.getHeaders(ContactHeader.NAME); contacts.hasNext(); ) {
            ContactHeader each = (ContactHeader) contacts.next();
            if (sameAddress(each, ours) && each.getExpires() > 0) {
                return Math.min(each.getExpires(), MOST_SECONDS);
            }
        }
        ExpiresHeader forAll = response.getExpires();
        return forAll == null || forAll.getExpires() <= 0 ? seconds : Math.min(forAll.getExpires(), MOST_SECONDS);
    }

    private static int atLeast(@Nullable Response response) {
        return response != null && response.getHeader(MinExpiresHeader.NAME) instanceof MinExpiresHeader least
                ? least.getExpires()
                : 0;
    }

    private static int retryAfter(TrunkReply reply) {
        return reply.response() != null
                        && reply.response().getHeader(RetryAfterHeader.NAME) instanceof RetryAfterHeader later
                ? Math.min(later.getRetryAfter(), MOST_PAUSE_SECONDS)
                : 0;
    }

    private static boolean sameAddress(ContactHeader one, ContactHeader other) {
        return one.getAddress().getURI().equals(other.getAddress().getURI());
    }
}
