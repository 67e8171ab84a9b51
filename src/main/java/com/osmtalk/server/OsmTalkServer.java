package com.osmtalk.server;

import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.Version;
import com.osmtalk.server.account.ApiKeyRoutes;
import com.osmtalk.server.account.AuthRoutes;
import com.osmtalk.server.agent.AgentRoutes;
import com.osmtalk.server.billing.BillingRoutes;
import com.osmtalk.server.billing.Payments;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.billing.RazorpayRoutes;
import com.osmtalk.server.billing.UsageReports;
import com.osmtalk.server.call.AwaitedCalls;
import com.osmtalk.server.call.CallChanges;
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
import com.osmtalk.server.call.TallyStore;
import com.osmtalk.server.call.TurnStore;
import com.osmtalk.server.campaign.CampaignCalls;
import com.osmtalk.server.campaign.CampaignDialler;
import com.osmtalk.server.campaign.CampaignNews;
import com.osmtalk.server.campaign.CampaignRoutes;
import com.osmtalk.server.campaign.Campaigns;
import com.osmtalk.server.campaign.LeadOutcomes;
import com.osmtalk.server.compliance.Compliance;
import com.osmtalk.server.compliance.ComplianceRoutes;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.dnc.DncRoutes;
import com.osmtalk.server.eval.EvalRoutes;
import com.osmtalk.server.eval.Rehearsals;
import com.osmtalk.server.http.DocumentationPage;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.HttpServer;
import com.osmtalk.server.http.HttpSettings;
import com.osmtalk.server.http.MetaRoutes;
import com.osmtalk.server.http.Mount;
import com.osmtalk.server.http.Route;
import com.osmtalk.server.http.TalkPage;
import com.osmtalk.server.http.Writes;
import com.osmtalk.server.number.NumberRoutes;
import com.osmtalk.server.recording.RecordingRoutes;
import com.osmtalk.server.recording.Recordings;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.simulator.IncomingCalls;
import com.osmtalk.server.simulator.SimulatorRoutes;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.server.telephony.NumberRents;
import com.osmtalk.server.telephony.StandInInventory;
import com.osmtalk.server.telephony.Telephony;
import com.osmtalk.server.telephony.TelephonyRoutes;
import com.osmtalk.server.web.WebCallRoutes;
import com.osmtalk.server.web.WebCalls;
import com.osmtalk.server.webhook.Dispatch;
import com.osmtalk.server.webhook.WebhookEvents;
import com.osmtalk.server.webhook.WebhookRoutes;
import com.osmtalk.server.webhook.Webhooks;
import com.osmtalk.server.whatsapp.WhatsApp;
import com.osmtalk.server.whatsapp.WhatsAppRoutes;
import com.osmtalk.server.widget.WidgetRoutes;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.web.WebVoice;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The bundled osmTalk server, running. This class puts the parts together and takes them apart again; it is the only one
 * that knows them all.
 */
public final class OsmTalkServer implements AutoCloseable {
    private static final Duration RECOVERY_PAUSE = Duration.ofSeconds(10);
    private static final Duration PURGE_PAUSE = Duration.ofHours(1);
    private static final Duration IDLE_CHAT_PAUSE = Duration.ofMinutes(1);
    private static final Duration RENT_PAUSE = Duration.ofHours(1);

    private final Home home;
    private final Foundation foundation;
    private final URI voiceUrl;
    private final List<Route> routes;
    private final URI url;
    private final URI publicUrl;

    /** What is to be undone at the end, the latest first. */
    private final Deque<Runnable> closing;

    private OsmTalkServer(
            ServerSettings settings, Home home, List<Mount> mounts, Clock clock, Deque<Runnable> closing) {
        this.home = home;
        this.closing = closing;
        home.unpublish();
        Database database = home.openDatabase(settings.databaseUrl());
        closing.push(database::close);
        foundation = Foundation.on(database, clock);
        closing.push(foundation.apiKeys()::close);

        Servers servers = new Servers(database, clock);
        Jobs jobs = Jobs.own(database, clock);
        Jobs outside = Jobs.outside(database, clock);
        Switchboard switchboard = new Switchboard(settings.voice());
        DncList dnc = new DncList(database, clock);
        Compliance compliance = new Compliance(database, foundation.numberingPlan(), clock);
        DialPolicy policy = new DialPolicy(foundation.numberingPlan(), dnc, compliance);
        CallStore callStore = new CallStore(database, clock);
        TurnStore turns = new TurnStore(database);
        CallChanges changes = new CallChanges(database);
        CallNews news = new CallNews(callStore, turns, changes);
        TallyStore tallies = new TallyStore(database);
        CallLifecycle lifecycle =
                new CallLifecycle(database, callStore, tallies, foundation.ledger(), Rates.REFERENCE, news);
        CallRecovery recovery = new CallRecovery(servers, callStore, lifecycle);
        LiveCalls live = new LiveCalls();
        PostCallAnalyses analyses = new PostCallAnalyses(
                database, callStore, turns, foundation.agents(), switchboard, news, clock, outside);
        Operator operator = new Operator(
                servers.id(),
                database,
                callStore,
                turns,
                lifecycle,
                live,
                foundation.agents(),
                dnc,
                policy,
                analyses,
                news);
        Dialler dialler = new Dialler(operator, switchboard, clock, jobs);
        Recordings recordings = new Recordings(
                home.folder().resolve("recordings"),
                Duration.ofDays(settings.channels().recordingDays()),
                this::publicUrl,
                database,
                clock,
                jobs);
        news.tell(recordings);
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
                dialler,
                recordings);
        AwaitedCalls awaited = new AwaitedCalls(calls, changes);
        Chats chats = new Chats(
                database,
                foundation.agents(),
                foundation.ledger(),
                callStore,
                turns,
                lifecycle,
                analyses,
                dnc,
                policy,
                news,
                switchboard,
                clock);
        WebCalls webCalls = new WebCalls(
                database, calls, operator, switchboard, recordings, this::publicUrl, this::voiceUrl, clock, jobs);
        IncomingCalls incomingCalls =
                new IncomingCalls(settings.channels().simulator(), database, calls, operator, switchboard, clock, jobs);
        Rehearsals rehearsals = new Rehearsals(foundation.agents(), switchboard);
        CampaignNews campaignNews = new CampaignNews();
        LeadOutcomes outcomes = new LeadOutcomes(database, foundation.agents(), campaignNews, clock);
        CampaignDialler campaignDialler = new CampaignDialler(database, calls, policy, outcomes, clock, jobs);
        news.tell(new CampaignCalls(database, outcomes, campaignDialler));
        Campaigns campaigns = new Campaigns(
                database,
                foundation.agents(),
                foundation.numbers(),
                foundation.numberingPlan(),
                campaignDialler,
                clock);
        foundation.agents().keep(campaigns::use);
        WhatsApp whatsApp = new WhatsApp(database, foundation.numbers(), chats, settings.whatsApp(), clock, outside);
        CallFigures figures = new CallFigures(database, clock);
        Payments payments = new Payments(database, foundation.ledger(), settings.razorpay(), clock);
        NumberRents rents = new NumberRents(database, foundation.ledger(), clock);
        Telephony telephony = new Telephony(
                database,
                foundation.numberingPlan(),
                new StandInInventory(foundation.numberingPlan()),
                foundation.numbers(),
                rents,
                Seal.in(home.folder()),
                foundation.ledger(),
                Rates.REFERENCE);
        Dispatch dispatch = new Dispatch(database, settings.webhooks(), clock);
        WebhookEvents webhookEvents = new WebhookEvents(database, dispatch, clock);
        news.tell(webhookEvents);
        campaignNews.tell((organizationId, campaign, lead) ->
                webhookEvents.leadCompleted(organizationId, campaign, lead, campaign.webhookUrl()));
        Webhooks webhooks = new Webhooks(database, webhookEvents, dispatch, clock);
        Writes writes = new Writes(database, clock);
        List<Feature> features = List.of(
                new MetaRoutes(Version.number(), Resources.openApi()),
                new AuthRoutes(foundation.accounts(), settings.limits()),
                new ApiKeyRoutes(foundation.apiKeys()),
                new AgentRoutes(foundation.agents(), figures),
                new NumberRoutes(foundation.numbers()),
                new CallRoutes(calls, chats, awaited),
                new ComplianceRoutes(compliance),
                new DncRoutes(dnc),
                new RecordingRoutes(recordings),
                new WebCallRoutes(webCalls),
                new SimulatorRoutes(incomingCalls),
                new EvalRoutes(rehearsals),
                new BillingRoutes(foundation.ledger(), payments, new UsageReports(database, figures), Rates.REFERENCE),
                new RazorpayRoutes(payments, settings.razorpay()),
                new TelephonyRoutes(telephony),
                new WebhookRoutes(webhooks),
                new CampaignRoutes(campaigns),
                new WhatsAppRoutes(whatsApp, settings.whatsApp()),
                new WidgetRoutes(foundation.agents(), foundation.numbers(), figures));

        // first what can fail because of others: nothing is made or dialled by a server that can't be reached
        closing.push(dispatch::close);
        closing.push(payments::close);
        HttpServer http = HttpServer.start(
                HttpSettings.on(settings.host(), settings.port()).withLimits(settings.limits()),
                foundation.accounts(),
                writes,
                features,
                withPages(mounts));
        Runnable stopListening = http::close;
        closing.push(stopListening);
        routes = http.routes();
        SpeechServices speech = SpeechServices.of(settings.channels().speech());
        closing.push(speech::close);
        WebVoice webVoice = WebVoice.start(settings.host(), settings.channels().voicePort(), webCalls, speech);
        Runnable stopWebVoice = webVoice::close;
        closing.push(stopWebVoice);
        voiceUrl = voiceUrl(settings, webVoice.port());
        foundation.setUp(settings, home);
        ensureLocalKey();

        telephony.sealPasswords();

        boolean alone = database.isSqlite();
        servers.join(alone);
        if (alone) {
            jobs.takeBackAll();
            outside.takeBackAll();
        }
        recovery.run();
        closing.push(recovery::run);
        closing.push(servers::close);
        closing.remove(stopWebVoice);
        closing.push(stopWebVoice);
        closing.push(switchboard::close);
        closing.push(whatsApp::close);
        jobs.repeat("recover-calls", RECOVERY_PAUSE, recovery::run);
        jobs.repeat("end-idle-chats", IDLE_CHAT_PAUSE, chats::endIdle);
        jobs.repeat("collect-number-rents", RENT_PAUSE, rents::collect);
        jobs.repeat("purge", PURGE_PAUSE, () -> {
            writes.purge();
            foundation.accounts().purge();
            webhooks.purge();
            whatsApp.purge();
            recordings.forgetOld();
        });
        outside.start();
        closing.push(outside::close);
        jobs.start();
        closing.push(jobs::close);
        dispatch.start();
        closing.remove(stopListening);
        closing.push(stopListening);
        closing.push(awaited::close);
        closing.push(home::unpublish);
        url = URI.create("http://" + reachable(settings.host()) + ":" + http.port());
        publicUrl = settings.publicUrl() == null ? url : settings.publicUrl();
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
        Deque<Runnable> closing = new ArrayDeque<>();
        closing.push(lock::close);
        try {
            return new OsmTalkServer(settings, home, mounts, clock, closing);
        } catch (RuntimeException e) {
            closing.forEach(Runnable::run);
            throw e;
        }
    }

    /** Where this machine reaches it. */
    public URI url() {
        return url;
    }

    /** Where others reach it: what its links begin with. */
    public URI publicUrl() {
        return publicUrl;
    }

    /** Where visitors hold their web calls. */
    public URI voiceUrl() {
        return voiceUrl;
    }

    /** The key of this machine's own assistants. */
    public String localKey() {
        return home.localKey().orElseThrow();
    }

    /** Every route there is, for comparison with the contract. */
    public List<Route> routes() {
        return routes;
    }

    Foundation foundation() {
        return foundation;
    }

    /** Takes no more requests and dials no more; calls that are live are ended, and stored as interrupted. */
    @Override
    public synchronized void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }

    private List<Mount> withPages(List<Mount> mounts) {
        List<Mount> all = new ArrayList<>(mounts);
        all.add(new Mount(new TalkPage(this::voiceUrl), TalkPage.PATH + "/*"));
        all.add(new Mount(new DocumentationPage(), DocumentationPage.PATH + "/*"));
        return all;
    }

    private static URI voiceUrl(ServerSettings settings, int port) {
        URI outside = settings.channels().voiceUrl();
        if (outside != null) {
            return URI.create(outside.toString().replaceFirst("/+$", "") + WebVoice.PATH);
        }
        URI others = settings.publicUrl();
        // a page that came by TLS may open no socket without it
        String scheme = others != null && others.getScheme().equalsIgnoreCase("https") ? "wss" : "ws";
        String host = others == null ? reachable(settings.host()) : others.getHost();
        return URI.create(scheme + "://" + host + ":" + port + WebVoice.PATH);
    }

    /** One key for the assistants of this machine, kept where only its owner can read it. */
    private void ensureLocalKey() {
        boolean works = home.localKey()
                .flatMap(key -> foundation.accounts().apiKey(key))
                .filter(key -> key.apiKey().enabled())
                .isPresent();
        if (!works) {
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
