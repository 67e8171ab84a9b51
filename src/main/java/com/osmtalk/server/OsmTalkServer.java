package com.osmtalk.server;

import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.Version;
import com.osmtalk.server.account.ApiKeyRoutes;
import com.osmtalk.server.account.AuthRoutes;
import com.osmtalk.server.account.FirstStart;
import com.osmtalk.server.agent.AgentRoutes;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.call.CallLifecycle;
import com.osmtalk.server.call.CallListStore;
import com.osmtalk.server.call.CallNews;
import com.osmtalk.server.call.CallRecovery;
import com.osmtalk.server.call.CallRoutes;
import com.osmtalk.server.call.CallStore;
import com.osmtalk.server.call.Calls;
import com.osmtalk.server.call.Chats;
import com.osmtalk.server.call.DialPolicy;
import com.osmtalk.server.call.Dialler;
import com.osmtalk.server.call.LiveCalls;
import com.osmtalk.server.call.Operator;
import com.osmtalk.server.call.PostCallAnalyses;
import com.osmtalk.server.call.Servers;
import com.osmtalk.server.call.TurnStore;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.dnc.DncRoutes;
import com.osmtalk.server.eval.EvalRoutes;
import com.osmtalk.server.eval.Rehearsals;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.HttpServer;
import com.osmtalk.server.http.HttpSettings;
import com.osmtalk.server.http.MetaRoutes;
import com.osmtalk.server.http.Mount;
import com.osmtalk.server.http.Route;
import com.osmtalk.server.http.Writes;
import com.osmtalk.server.number.NumberRoutes;
import com.osmtalk.server.simulator.IncomingCalls;
import com.osmtalk.server.simulator.SimulatorRoutes;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.server.web.WebCallRoutes;
import com.osmtalk.server.web.WebCalls;
import com.osmtalk.server.widget.WidgetRoutes;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.web.WebVoice;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The bundled osmTalk server, running. This class puts the parts together and takes them apart again; it is the only one
 * that knows them all.
 */
public final class OsmTalkServer implements AutoCloseable {
    private static final Duration RECOVERY_PAUSE = Duration.ofSeconds(10);
    private static final Duration PURGE_PAUSE = Duration.ofHours(1);
    private static final Duration IDLE_CHAT_PAUSE = Duration.ofMinutes(1);

    private final Home home;
    private final Home.Lock lock;
    private final Foundation foundation;
    private final Optional<FirstStart> firstStart;
    private final Servers servers;
    private final CallRecovery recovery;
    private final Jobs jobs;
    private final Switchboard switchboard;
    private final SpeechServices speech;
    private final WebVoice webVoice;
    private final URI voiceUrl;
    private final HttpServer http;
    private final URI url;

    private OsmTalkServer(ServerSettings settings, Home home, Home.Lock lock, List<Mount> mounts, Clock clock) {
        this.home = home;
        this.lock = lock;
        home.unpublish();
        Database database = home.openDatabase(settings.databaseUrl());
        foundation = Foundation.on(database, clock);
        firstStart = foundation.setUp(settings);
        ensureLocalKey();

        servers = new Servers(database, clock);
        jobs = new Jobs(database, clock);
        switchboard = new Switchboard(settings.voice());
        DncList dnc = new DncList(database, clock);
        DialPolicy policy = new DialPolicy(foundation.numberingPlan(), dnc);
        CallStore callStore = new CallStore(database, clock);
        TurnStore turns = new TurnStore(database);
        CallNews news = new CallNews(callStore, turns);
        CallLifecycle lifecycle = new CallLifecycle(database, callStore, foundation.ledger(), Rates.REFERENCE, news);
        recovery = new CallRecovery(servers, callStore, lifecycle);
        LiveCalls live = new LiveCalls();
        PostCallAnalyses analyses =
                new PostCallAnalyses(database, callStore, turns, foundation.agents(), switchboard, news, clock, jobs);
        Operator operator = new Operator(
                servers.id(), database, callStore, turns, lifecycle, live, foundation.agents(), dnc, analyses, news);
        Dialler dialler = new Dialler(operator, switchboard, clock, jobs);
        Calls calls = new Calls(
                database,
                foundation.agents(),
                foundation.numbers(),
                policy,
                foundation.ledger(),
                settings.caps(),
                callStore,
                turns,
                new CallListStore(database),
                lifecycle,
                live,
                dialler);
        Chats chats = new Chats(
                database,
                foundation.agents(),
                foundation.ledger(),
                callStore,
                turns,
                lifecycle,
                analyses,
                switchboard,
                clock);
        WebCalls webCalls = new WebCalls(database, calls, operator, switchboard, this::voiceUrl, clock, jobs);
        IncomingCalls incomingCalls =
                new IncomingCalls(settings.channels().simulator(), database, calls, operator, switchboard, clock, jobs);
        Rehearsals rehearsals = new Rehearsals(foundation.agents(), switchboard);
        CallFigures figures = new CallFigures(database, clock);
        Writes writes = new Writes(database, clock);
        List<Feature> features = List.of(
                new MetaRoutes(Version.number(), Resources.openApi()),
                new AuthRoutes(foundation.accounts(), settings.limits()),
                new ApiKeyRoutes(foundation.apiKeys()),
                new AgentRoutes(foundation.agents(), figures),
                new NumberRoutes(foundation.numbers()),
                new CallRoutes(calls, chats),
                new DncRoutes(dnc),
                new WebCallRoutes(webCalls),
                new SimulatorRoutes(incomingCalls),
                new EvalRoutes(rehearsals),
                new WidgetRoutes(foundation.agents(), foundation.numbers(), figures));

        boolean alone = database.isSqlite();
        servers.join(alone);
        if (alone) {
            jobs.takeBackAll();
        }
        recovery.run();
        jobs.repeat("recover-calls", RECOVERY_PAUSE, recovery::run);
        jobs.repeat("end-idle-chats", IDLE_CHAT_PAUSE, chats::endIdle);
        jobs.repeat("purge", PURGE_PAUSE, () -> {
            writes.purge();
            foundation.accounts().purge();
        });
        jobs.start();
        speech = SpeechServices.of(settings.channels().speech());
        webVoice = WebVoice.start(settings.host(), settings.channels().voicePort(), webCalls, speech);
        voiceUrl = voiceUrl(settings);
        http = HttpServer.start(
                HttpSettings.on(settings.host(), settings.port()).withLimits(settings.limits()),
                foundation.accounts(),
                writes,
                features,
                mounts);
        url = URI.create("http://" + reachable(settings.host()) + ":" + http.port());
        home.publish(url);
    }

    /**
     * A server that answers, and dials what it finds queued.
     *
     * @param lock of the home; let go when the server is closed, or can't be started
     */
    public static OsmTalkServer start(ServerSettings settings, Home home, Home.Lock lock, List<Mount> mounts) {
        return start(settings, home, lock, mounts, Clock.systemUTC());
    }

    static OsmTalkServer start(ServerSettings settings, Home home, Home.Lock lock, List<Mount> mounts, Clock clock) {
        try {
            return new OsmTalkServer(settings, home, lock, mounts, clock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where this machine reaches it. */
    public URI url() {
        return url;
    }

    /** Where visitors hold their web calls. */
    public URI voiceUrl() {
        return voiceUrl;
    }

    /** The secrets made now, when this was the first start on its database. */
    public Optional<FirstStart> firstStart() {
        return firstStart;
    }

    /** Keeps what a first start made in the home, for a process that has nobody to show it to. */
    public void rememberFirstStart() {
        firstStart.ifPresent(first -> home.storeAdminPassword(first.password()));
    }

    /** The key of this machine's own assistants. */
    public String localKey() {
        return home.localKey().orElseThrow();
    }

    /** Every route there is, for comparison with the contract. */
    public List<Route> routes() {
        return http.routes();
    }

    Foundation foundation() {
        return foundation;
    }

    /** Takes no more requests and dials no more; calls that are live are ended, and stored as interrupted. */
    @Override
    public void close() {
        home.unpublish();
        http.close();
        jobs.close();
        switchboard.close();
        webVoice.close();
        speech.close();
        servers.close();
        recovery.run();
        foundation.apiKeys().close();
        foundation.database().close();
        lock.close();
    }

    private URI voiceUrl(ServerSettings settings) {
        URI outside = settings.channels().voiceUrl();
        String base = outside == null
                ? "ws://" + reachable(settings.host()) + ":" + webVoice.port()
                : outside.toString().replaceFirst("/+$", "");
        return URI.create(base + WebVoice.PATH);
    }

    /** One key for the assistants of this machine, kept where only its owner can read it. */
    private void ensureLocalKey() {
        boolean known = home.localKey()
                .flatMap(key -> foundation.accounts().apiKey(key))
                .isPresent();
        if (!known) {
            String organizationId =
                    foundation.accounts().firstOrganization().orElseThrow().id();
            home.storeLocalKey(foundation
                    .database()
                    .transaction(handle -> foundation
                            .apiKeys()
                            .create(organizationId, new ApiKeyDraft("This machine", null, null, null))
                            .key()));
        }
    }

    /** An address to reach the server at when it listens on all of them. */
    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0", "::", "" -> "127.0.0.1";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }
}
