package com.osmtalk.cli;

import com.osmtalk.server.Home;
import com.osmtalk.server.OsmTalkServer;
import com.osmtalk.server.ServerSettings;
import com.osmtalk.server.call.DialVeto;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundled server of a home, wherever it runs. Several assistants start this program at the same time: whichever
 * gets the home's lock runs the server for all, and when it goes, one of the others takes over without being asked.
 */
final class BundledServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BundledServer.class);
    /** A busy machine took 40 s. One that fails to start is told of at once. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final long POLL_MILLIS = 50;

    private final Home home;
    private final ServerSettings settings;
    private final DialVeto veto;
    private final Thread closeAtExit = new Thread(this::stop);

    /** Held while the server starts, so that it is not closed in the middle. */
    private final Object starting = new Object();

    private @Nullable OsmTalkServer own;
    private boolean closed;

    private final Object changed = new Object();
    private @Nullable URI ownUrl;
    private @Nullable RuntimeException failure;

    /**
     * Whether another process serves the home. Before that is known, the address which the home names may be that of a
     * process that was killed.
     */
    private boolean anotherServes;

    private BundledServer(ServerSettings settings, DialVeto veto) {
        this.home = new Home(settings.home());
        this.settings = settings;
        this.veto = veto;
    }

    /**
     * Joins the home: runs its server now, or as soon as whoever does is gone.
     *
     * @param veto what the server asks, where it runs here, before it dials calls for later
     */
    static BundledServer join(ServerSettings settings, DialVeto veto) {
        BundledServer server = new BundledServer(settings, veto);
        Thread candidate = new Thread(server::waitForTurn, "bundled-server");
        candidate.setDaemon(true);
        candidate.start();
        Runtime.getRuntime().addShutdownHook(server.closeAtExit);
        return server;
    }

    Path home() {
        return home.folder();
    }

    /** Where the server is now; waits while it starts. */
    URI url() {
        return await("the bundled server did not start", () -> {
            if (ownUrl != null) {
                return ownUrl;
            }
            return anotherServes ? home.serverUrl().orElse(null) : null;
        });
    }

    /** The key of this machine's assistants; waits while the server makes it. */
    String localKey() {
        return await("the bundled server made no key", () -> home.localKey().orElse(null));
    }

    private void waitForTurn() {
        try {
            Home.Lock lock = home.tryLock().orElseGet(this::waitForLock);
            synchronized (starting) {
                if (closed) {
                    lock.close();
                    return;
                }
                own = OsmTalkServer.start(settings, home, lock, List.of(), veto, this::ready);
                own.whenDamaged(this::damaged);
                LOG.info("serving {} at {}", home.folder(), own.url());
            }
        } catch (RuntimeException e) {
            synchronized (changed) {
                failure = e;
                changed.notifyAll();
            }
        }
    }

    private void damaged(String sentence) {
        synchronized (changed) {
            ownUrl = null;
            failure = new IllegalStateException(sentence);
            changed.notifyAll();
        }
        new Thread(this::stop).start();
    }

    private Home.Lock waitForLock() {
        anotherServes(true);
        Home.Lock lock = home.lock();
        anotherServes(false);
        return lock;
    }

    private void anotherServes(boolean itDoes) {
        synchronized (changed) {
            anotherServes = itDoes;
            changed.notifyAll();
        }
    }

    private void ready(URI url) {
        synchronized (changed) {
            ownUrl = url;
            changed.notifyAll();
        }
    }

    private <T> T await(String complaint, Supplier<@Nullable T> answer) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        synchronized (changed) {
            while (true) {
                T value = answer.get();
                if (value != null) {
                    return value;
                }
                if (failure != null) {
                    throw new IllegalStateException(
                            "the bundled server does not run: " + failure.getMessage(), failure);
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(complaint + " within " + START_LIMIT.toSeconds() + " s");
                }
                try {
                    changed.wait(POLL_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(complaint, e);
                }
            }
        }
    }

    /** Stops the server if it runs here; the calls it holds are ended and stored as interrupted. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException exiting) {
            // then the hook runs, and finds nothing to do
        }
        stop();
    }

    private void stop() {
        synchronized (starting) {
            closed = true;
            if (own != null) {
                own.close();
                own = null;
            }
        }
    }
}
