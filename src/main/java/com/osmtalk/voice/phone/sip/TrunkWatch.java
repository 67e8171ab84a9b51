package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on one trunk: lets in what comes from the addresses that DNS has for it now, and asks it regularly
 * whether it is there (OPTIONS), which also keeps a way through NAT open. That it has gone, or come back, is logged;
 * of a trunk that we register at, {@link Registration} does that.
 */
final class TrunkWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TrunkWatch.class);
    private static final int SECONDS_WITHOUT_OPTIONS = 300;
    private static final long REPLY_MILLIS = 6_000;

    private final SipService service;
    private final Signalling signalling;
    private final TrunkTargets targets;
    private final SipTrunk trunk;
    private final @Nullable DigestCredentials credentials;
    private final TrunkRequestWriter writer;
    private final Mailbox mailbox;
    private final Supplier<String> name;
    private final int seconds;
    private boolean stopped;
    private boolean there = true;
    private @Nullable Future<?> next;

    /**
     * @param trunk with its defaults
     * @param name what the log calls it
     */
    TrunkWatch(SipService service, Signalling signalling, TrunkTargets targets, SipTrunk trunk, Supplier<String> name) {
        this.name = name;
        this.service = service;
        this.signalling = signalling;
        this.targets = targets;
        this.trunk = trunk;
        this.credentials = SipCarrier.credentials(trunk);
        this.writer = new TrunkRequestWriter(signalling.node(), trunk);
        this.mailbox = new Mailbox(signalling.threads());
        this.seconds = Objects.requireNonNull(trunk.optionsIntervalSeconds());
    }

    void start() {
        mailbox.execute(this::look);
    }

    void stop() {
        mailbox.execute(() -> {
            stopped = true;
            if (next != null) {
                next.cancel(false);
            }
        });
    }

    private void look() {
        if (stopped) {
            return;
        }
        next = signalling.after(1_000L * (seconds == 0 ? SECONDS_WITHOUT_OPTIONS : seconds), mailbox, this::look);
        targets.find(trunk)
                .whenComplete((found, problem) -> mailbox.execute(() -> {
                    if (problem == null) {
                        found(found);
                    } else {
                        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
                        tell(false, String.valueOf(cause.getMessage()));
                    }
                }));
    }

    private void found(List<Target> found) {
        if (stopped) {
            return;
        }
        try {
            for (Target target : found) {
                service.prepare(new Path(trunk, target));
            }
        } catch (SipUnavailableException e) {
            tell(false, String.valueOf(e.getMessage()));
            return;
        }
        if (seconds > 0) {
            ask(found, 0);
        }
    }

    private void ask(List<Target> found, int index) {
        Path path = new Path(trunk, found.get(index));
        new TrunkRequest(signalling, path, () -> writer.options(path), credentials)
                .send(REPLY_MILLIS)
                .thenAccept(reply -> mailbox.execute(() -> {
                    if (reply.isUnreachable() && index + 1 < found.size() && !stopped) {
                        ask(found, index + 1);
                    } else {
                        Check check = TrunkAnswers.toOptions(trunk, reply);
                        tell(check.ok(), check.sentence());
                    }
                }));
    }

    private void tell(boolean isThere, String sentence) {
        if (isThere != there && !stopped && !Boolean.TRUE.equals(trunk.register())) {
            there = isThere;
            if (isThere) {
                LOG.info("{} is there again: {}", name.get(), sentence);
            } else {
                LOG.warn("{} can't be used now: {}", name.get(), sentence);
            }
        }
    }
}
