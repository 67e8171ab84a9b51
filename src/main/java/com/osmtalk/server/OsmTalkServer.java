package com.osmtalk.server;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.server.account.Passwords;
import com.osmtalk.server.agent.ProviderCatalogue;
import com.osmtalk.server.auth.AssistantAccess;
import com.osmtalk.server.call.DialVeto;
import com.osmtalk.server.call.InboundCalls;
import com.osmtalk.server.cluster.ClusterClock;
import com.osmtalk.server.http.HttpServer;
import com.osmtalk.server.http.HttpSettings;
import com.osmtalk.server.http.Route;
import com.osmtalk.server.http.ServletMount;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.DatabaseDamagedException;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;
import com.osmtalk.voice.phone.sip.SipCarrier;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.web.WebVoice;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundled osmTalk server, running. {@link ServerWiring} builds its parts; this class only knows the order in which
 * they are started and, in reverse, stopped.
 */
public final class OsmTalkServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OsmTalkServer.class);
    private static final Duration DRAIN_POLL = Duration.ofMillis(100);
    private static final Duration PURGE_PAUSE = Duration.ofHours(1);
    private static final Duration IDLE_CHAT_PAUSE = Duration.ofMinutes(1);
    private static final Duration RENT_PAUSE = Duration.ofHours(1);
    private static final Duration BRIDGE_PAUSE = Duration.ofMinutes(1);
    private static final Duration EVAL_PAUSE = Duration.ofMinutes(1);

    private final Home home;
    private final CoreServices core;
    private final SimulatedCarrier simulatedNetwork;
    private final SipCarrier sip;
    private final List<Route> routes;
    private final ServerWiring wiring;
    private final CountDownLatch draining = new CountDownLatch(1);

    /** Known once the ports are, a moment after the first request may have come: whoever asks earlier waits. */
    private final CompletableFuture<ServerUrls> urls = new CompletableFuture<>();

    /** What is to be closed at the end, the latest first. */
    private final Deque<Runnable> closing;

    private OsmTalkServer(
            ServerSettings settings,
            Home home,
            List<ServletMount> mounts,
            DialVeto veto,
            Consumer<URI> onReady,
            Clock ownClock,
            Passwords passwords,
            Deque<Runnable> closing) {
        this.home = home;
        this.closing = closing;
        home.unpublish();
        Database database = home.openDatabase(settings.databaseUrl());
        closing.push(database::close);
        ClusterClock clock = ClusterClock.on(database, ownClock);
        SpeechServices speech = SpeechServices.of(settings.channels().speech());
        closing.push(speech::close);
        CarrierWiring carriers = CarrierWiring.of(
                settings.voice(),
                settings.channels().sip(),
                speech,
                home.folder().resolve("unfinished-calls"));
        simulatedNetwork = carriers.simulatedNetwork();
        sip = carriers.sip();
        core = CoreServices.on(
                database, ServerWiring.keys(home.folder()), carriers.carriers(), catalogue(settings), clock, passwords);
        closing.push(core.apiKeys()::close);

        wiring = new ServerWiring(
                settings, carriers, home.folder(), core, speech, this::publicUrl, this::voiceUrl, veto, clock);
        closing.push(wiring.sender::close);
        closing.push(wiring.payments::close);
        closing.push(wiring.clientDocuments::close);
        closing.push(wiring.connections::close);

        // the ports first, since others may have taken them: a server that can't be reached changes and dials nothing
        HttpServer http = HttpServer.start(
                HttpSettings.on(settings.host(), settings.port())
                        .at(settings.publicUrl())
                        .behind(settings.proxies())
                        .withLimits(settings.limits()),
                wiring.identities,
                wiring.writes,
                wiring.features,
                Stream.concat(wiring.mounts.stream(), mounts.stream()).toList(),
                wiring.apps);
        Runnable stopListening = http::close;
        closing.push(stopListening);
        closing.push(() -> urls.cancel(false));
        routes = http.routes();
        WebVoice webVoice = WebVoice.start(settings.host(), settings.channels().voicePort(), wiring.webCalls, speech);
        Runnable stopWebVoice = webVoice::close;
        closing.push(stopWebVoice);
        urls.complete(ServerUrls.of(settings, http.port(), webVoice.port()));

        // then the database: its first content, and calls that a server which died has left behind
        core.ensureInitialContent(settings, home);
        ensureLocalKey();
        wiring.trunks.sealPasswords();
        wiring.trunks.beforeAdding(() -> home.noteTrunks(true));
        home.noteTrunks(wiring.trunks.any());
        boolean alone = database.isSqlite();
        Runnable leave = wiring.members::close;
        wiring.members.join(alone);
        closing.push(leave);
        if (alone) {
            wiring.jobs.releaseAll();
            wiring.outside.releaseAll();
        }
        wiring.recovery.run();
        wiring.evalRuns.tidy();
        onReady.accept(url());

        // then what works by itself; at the end it is stopped before what it works with
        closing.push(wiring.recovery::run);
        stopNext(leave);
        closing.push(wiring.writers::close);
        closing.push(wiring.recordings::close);
        stopNext(stopWebVoice);
        closing.push(carriers.sip()::close);
        closing.push(wiring.switchboard::close);
        closing.push(wiring.evalRuns::close);
        closing.push(wiring.whatsApp::close);
        wiring.recovery.start();
        closing.push(wiring.recovery::close);
        if (!alone) {
            wiring.live.start();
            closing.push(wiring.live::close);
        }
        scheduleHousekeeping(wiring);
        wiring.outside.start();
        closing.push(wiring.outside::close);
        carriers.sip().attend(wiring.trunks::held, wiring.members::isEldest);
        wiring.trunks.whenAdded(carriers.sip()::lookAgain);
        carriers.carriers().listen(wiring.inboundCalls);
        wiring.jobs.start();
        closing.push(wiring.jobs::close);
        wiring.dueCalls.start();
        closing.push(wiring.dueCalls::close);
        wiring.sender.start();
        stopNext(stopListening);
        closing.push(wiring.longPolling::close);
        closing.push(home::unpublish);
        home.publish(url());
    }

    /** Has something that was started early stopped before all that was started since. */
    private void stopNext(Runnable stop) {
        closing.remove(stop);
        closing.push(stop);
    }

    private void scheduleHousekeeping(ServerWiring wiring) {
        wiring.jobs.repeat("end-idle-chats", IDLE_CHAT_PAUSE, wiring.chats::endIdle);
        wiring.jobs.repeat("collect-number-rents", RENT_PAUSE, wiring.rents::collect);
        wiring.jobs.repeat("charge-bridged-calls", BRIDGE_PAUSE, wiring.bridged::chargeSilent);
        wiring.jobs.repeat("tidy-eval-runs", EVAL_PAUSE, wiring.evalRuns::tidy);
        wiring.jobs.repeat("purge", PURGE_PAUSE, () -> {
            wiring.writes.purge();
            core.accounts().purge();
            wiring.consents.purge();
            wiring.grants.purge();
            wiring.clients.purge();
            wiring.invitations.purge();
            wiring.webhooks.purge();
            wiring.whatsApp.purge();
        });
    }

    /**
     * A server that answers, and dials what it finds queued.
     *
     * @param lock of the home; let go when the server is closed, or can't be started
     */
    public static OsmTalkServer start(ServerSettings settings, Home home, Home.Lock lock, List<ServletMount> mounts) {
        return start(settings, home, lock, mounts, DialVeto.NONE, url -> {});
    }

    /**
     * The same.
     *
     * @param veto is asked before a call is dialled that was agreed to for certain times
     * @param onReady is given its address as soon as it takes requests and the calls of a server that died are ended.
     *     What is asked of it then is stored, and carried out when the rest has started too, a moment later
     */
    public static OsmTalkServer start(
            ServerSettings settings,
            Home home,
            Home.Lock lock,
            List<ServletMount> mounts,
            DialVeto veto,
            Consumer<URI> onReady) {
        return start(settings, home, lock, mounts, veto, onReady, Clock.systemUTC(), new Passwords());
    }

    /** The same with a clock that is set by hand and passwords whose hashes cost next to nothing: for tests. */
    static OsmTalkServer start(
            ServerSettings settings,
            Home home,
            Home.Lock lock,
            List<ServletMount> mounts,
            DialVeto veto,
            Consumer<URI> onReady,
            Clock clock,
            Passwords passwords) {
        Deque<Runnable> closing = new ArrayDeque<>();
        closing.push(lock::close);
        try {
            return new OsmTalkServer(settings, home, mounts, veto, onReady, clock, passwords, closing);
        } catch (RuntimeException e) {
            closeAll(closing);
            throw e;
        }
    }

    /** Where this machine reaches it. */
    public URI url() {
        return urls.join().url();
    }

    /** Where others reach it: what its links begin with. */
    public URI publicUrl() {
        return urls.join().publicUrl();
    }

    /** Where visitors hold their web calls. */
    public URI voiceUrl() {
        return urls.join().voiceUrl();
    }

    /** The key of this machine's own assistants. */
    public String localKey() {
        return home.localKey().orElseThrow();
    }

    /** How many numbers ring real phones, of all organisations. */
    public int numbersOnTrunks() {
        return wiring.trunks.held().size();
    }

    /** The API key that a secret belongs to, disabled or not; empty when there is none. */
    public Optional<ApiKey> apiKey(String secret) {
        return core.accounts().apiKey(secret).map(Principal.Key::apiKey);
    }

    /** Whether a text is the token of a person's session that goes on. */
    public boolean isSession(String token) {
        return core.accounts().session(token).isPresent();
    }

    /** What the access token of a connected assistant stands for; empty when it is good for nothing. */
    public Optional<AssistantAccess> assistant(String token) {
        return wiring.grants.access(token);
    }

    /** Whether the connection goes on that a credential stands for. */
    public boolean isConnected(String credential) {
        return wiring.connections.byCredential(credential).isPresent();
    }

    /** Every route there is, for comparison with the contract. */
    public List<Route> routes() {
        return routes;
    }

    /** The people of the simulated network, who may call in. */
    SimulatedCarrier simulatedNetwork() {
        return simulatedNetwork;
    }

    /** Who decides about calls that come in. */
    InboundCalls inboundCalls() {
        return wiring.inboundCalls;
    }

    /** Where trunks ring. */
    InetSocketAddress sipAddress() {
        return sip.address();
    }

    CoreServices core() {
        return core;
    }

    /**
     * Prepares to be closed: takes no new calls and no jobs, and gives live calls time to end.
     *
     * @param limit after which it returns although calls are live
     */
    public void drain(Duration limit) {
        wiring.intake.close();
        wiring.jobs.pause();
        long deadline = System.nanoTime() + limit.toNanos();
        int live = wiring.live.held().size();
        if (live > 0 && !limit.isZero()) {
            LOG.info("stopping: {} calls are live and have {} s to end", live, limit.toSeconds());
        }
        try {
            boolean wait = true;
            while (wait && !wiring.live.held().isEmpty() && System.nanoTime() < deadline) {
                wait = !draining.await(DRAIN_POLL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param listener is given a sentence when the server can't go on, because its database is damaged or gone */
    public void whenDamaged(Consumer<String> listener) {
        core.database().whenDamaged(listener);
    }

    /** Has {@link #drain} return now, and not wait for live calls. */
    public void stopDraining() {
        draining.countDown();
    }

    /** Takes no more requests and dials no more; calls that are live are ended, and stored as interrupted. */
    @Override
    public synchronized void close() {
        closeAll(closing);
    }

    private static void closeAll(Deque<Runnable> closing) {
        while (!closing.isEmpty()) {
            try {
                closing.pop().run();
            } catch (DatabaseUnavailableException | DatabaseDamagedException e) {
                // what is left to be written then, the others or the next start find out
                LOG.warn("while stopping: {}", e.getMessage());
            } catch (RuntimeException e) {
                // one part that can't be closed must not leave the others running
                LOG.error("while stopping", e);
            }
        }
    }

    /** One key for the assistants of this machine, kept where only its owner can read it. */
    private void ensureLocalKey() {
        boolean works = home.localKey()
                .flatMap(key -> core.accounts().apiKey(key))
                .filter(key -> key.apiKey().enabled())
                .isPresent();
        if (!works) {
            String organizationId =
                    core.accounts().firstOrganization().orElseThrow().id();
            home.storeLocalKey(core.database()
                    .transaction(handle -> core.apiKeys()
                            .create(organizationId, ApiKeyDraft.secret("This machine", null))
                            .key()));
        }
    }

    /** What agents may name: what is known, and what these settings have. */
    private static ProviderCatalogue catalogue(ServerSettings settings) {
        VoiceSettings.Model model = settings.voice().model();
        return new ProviderCatalogue(
                model == null ? null : model.name(), settings.channels().speech());
    }
}
