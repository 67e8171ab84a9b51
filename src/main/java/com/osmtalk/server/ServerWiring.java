package com.osmtalk.server;

import com.osmtalk.api.Organization;
import com.osmtalk.api.RecordingSettings;
import com.osmtalk.api.Version;
import com.osmtalk.server.account.ApiKeyRoutes;
import com.osmtalk.server.account.AuthRoutes;
import com.osmtalk.server.account.Invitations;
import com.osmtalk.server.account.Memberships;
import com.osmtalk.server.account.OrganizationRoutes;
import com.osmtalk.server.account.Organizations;
import com.osmtalk.server.agent.AgentRoutes;
import com.osmtalk.server.agent.VoiceSampleRoutes;
import com.osmtalk.server.auth.AssistantConnections;
import com.osmtalk.server.auth.AuthorizationQuestions;
import com.osmtalk.server.auth.ClientDocuments;
import com.osmtalk.server.auth.Clients;
import com.osmtalk.server.auth.ConnectedIdentities;
import com.osmtalk.server.auth.ConnectionRoutes;
import com.osmtalk.server.auth.Consents;
import com.osmtalk.server.auth.Grants;
import com.osmtalk.server.auth.OAuthRoutes;
import com.osmtalk.server.billing.BillingRoutes;
import com.osmtalk.server.billing.Payments;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.billing.RazorpayRoutes;
import com.osmtalk.server.billing.UsageReports;
import com.osmtalk.server.call.Admission;
import com.osmtalk.server.call.AssistantBudget;
import com.osmtalk.server.call.BridgeStore;
import com.osmtalk.server.call.BridgedCalls;
import com.osmtalk.server.call.CallCounterStore;
import com.osmtalk.server.call.CallIntake;
import com.osmtalk.server.call.CallLifecycle;
import com.osmtalk.server.call.CallListStore;
import com.osmtalk.server.call.CallLongPolling;
import com.osmtalk.server.call.CallPublisher;
import com.osmtalk.server.call.CallRecovery;
import com.osmtalk.server.call.CallRetries;
import com.osmtalk.server.call.CallRoutes;
import com.osmtalk.server.call.CallStarter;
import com.osmtalk.server.call.CallStore;
import com.osmtalk.server.call.Calls;
import com.osmtalk.server.call.Cancellations;
import com.osmtalk.server.call.Chats;
import com.osmtalk.server.call.DialPolicy;
import com.osmtalk.server.call.DialVeto;
import com.osmtalk.server.call.Dialler;
import com.osmtalk.server.call.DueCalls;
import com.osmtalk.server.call.EventWriters;
import com.osmtalk.server.call.InboundCalls;
import com.osmtalk.server.call.NoteStore;
import com.osmtalk.server.call.OwnerActions;
import com.osmtalk.server.call.OwnerRoutes;
import com.osmtalk.server.call.PostCallAnalyses;
import com.osmtalk.server.call.QuestionStore;
import com.osmtalk.server.call.ScheduledCallRules;
import com.osmtalk.server.call.TurnStore;
import com.osmtalk.server.campaign.CampaignCalls;
import com.osmtalk.server.campaign.CampaignDialler;
import com.osmtalk.server.campaign.CampaignPublisher;
import com.osmtalk.server.campaign.CampaignRoutes;
import com.osmtalk.server.campaign.Campaigns;
import com.osmtalk.server.campaign.LeadOutcomes;
import com.osmtalk.server.cluster.ChangeFeed;
import com.osmtalk.server.cluster.ClusterClock;
import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.cluster.KeyFiles;
import com.osmtalk.server.cluster.LiveCalls;
import com.osmtalk.server.cluster.LocalChangeFeed;
import com.osmtalk.server.cluster.SharedKeys;
import com.osmtalk.server.cluster.SharedKeys.Use;
import com.osmtalk.server.cluster.SharedLiveCalls;
import com.osmtalk.server.compliance.Compliance;
import com.osmtalk.server.compliance.ComplianceRoutes;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.dnc.DncRoutes;
import com.osmtalk.server.eval.EvalCases;
import com.osmtalk.server.eval.EvalRoutes;
import com.osmtalk.server.eval.EvalRuns;
import com.osmtalk.server.eval.Simulations;
import com.osmtalk.server.http.DashboardApp;
import com.osmtalk.server.http.DocumentationPage;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.FileApp;
import com.osmtalk.server.http.IdempotentWrites;
import com.osmtalk.server.http.MetaRoutes;
import com.osmtalk.server.http.ServletMount;
import com.osmtalk.server.identity.Identities;
import com.osmtalk.server.number.NumberRoutes;
import com.osmtalk.server.recording.RecordingRoutes;
import com.osmtalk.server.recording.Recordings;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.simulator.SimulatedCallers;
import com.osmtalk.server.simulator.SimulatorRoutes;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.server.store.blob.BlobFolder;
import com.osmtalk.server.store.blob.BlobStorage;
import com.osmtalk.server.telephony.NumberChecks;
import com.osmtalk.server.telephony.NumberRents;
import com.osmtalk.server.telephony.StandInInventory;
import com.osmtalk.server.telephony.Telephony;
import com.osmtalk.server.telephony.TelephonyRoutes;
import com.osmtalk.server.telephony.Trunks;
import com.osmtalk.server.web.TalkPage;
import com.osmtalk.server.web.WebCallRoutes;
import com.osmtalk.server.web.WebCalls;
import com.osmtalk.server.webhook.WebhookEvents;
import com.osmtalk.server.webhook.WebhookRoutes;
import com.osmtalk.server.webhook.WebhookSender;
import com.osmtalk.server.webhook.Webhooks;
import com.osmtalk.server.whatsapp.WhatsApp;
import com.osmtalk.server.whatsapp.WhatsAppRoutes;
import com.osmtalk.server.widget.WidgetRoutes;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.speech.SpeechServices;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Builds the server, one part after the other, and starts none of them: {@link OsmTalkServer} does. It is the only
 * class that knows every feature, and the only one that names how a port is implemented; there is no container, so
 * that what depends on what can be read here from top to bottom. The fields are what is started, stopped or repeated.
 */
final class ServerWiring {
    final ClusterMembers members;
    final Jobs jobs;
    final Jobs outside;
    final InboundCalls inboundCalls;
    final Switchboard switchboard;
    final CallRecovery recovery;
    final DueCalls dueCalls;
    final EventWriters writers;
    final BridgedCalls bridged;
    final CallIntake intake = new CallIntake();
    final LiveCalls live;
    final CallLongPolling longPolling;
    final Chats chats;
    final Recordings recordings;
    final WebCalls webCalls;
    final EvalRuns evalRuns;
    final WhatsApp whatsApp;
    final Trunks trunks;
    final NumberRents rents;
    final Payments payments;
    final Webhooks webhooks;
    final Invitations invitations;
    final WebhookSender sender;
    final ClientDocuments clientDocuments;
    final Clients clients;
    final AssistantConnections connections;
    final Consents consents;
    final Grants grants;
    final Identities identities;
    final List<ServletMount> mounts;
    final IdempotentWrites writes;
    final List<Feature> features;
    final List<FileApp> apps;

    /** What this server and its commands seal and sign with. */
    static SharedKeys keys(Path home) {
        return new KeyFiles(home);
    }

    /**
     * @param carriers who carries the calls
     * @param home the server's folder
     * @param speech what hears and speaks on lines with sound
     * @param publicUrl where others reach the server, once it listens
     * @param voiceUrl where visitors hold their web calls, likewise
     */
    ServerWiring(
            ServerSettings settings,
            CarrierWiring carriers,
            Path home,
            CoreServices core,
            SpeechServices speech,
            Supplier<URI> publicUrl,
            Supplier<URI> voiceUrl,
            DialVeto veto,
            ClusterClock clock) {
        Database database = core.database();

        // what servers on one database share: in this process and on this disk, for one server
        members = new ClusterMembers(database, clock);
        SharedKeys keys = keys(home);
        BlobStorage blobs = new BlobFolder(home.resolve("recordings"));
        ChangeFeed changes = new LocalChangeFeed(database);

        // work that survives a restart: our own, and with threads of its own what waits for servers of others
        jobs = Jobs.own(database, clock, members::id);
        outside = Jobs.outside(database, clock, members::id);

        // who holds conversations, and who may be called
        switchboard = new Switchboard(settings.voice(), carriers.carriers());
        trunks = new Trunks(database, new Seal(keys.key(Use.SEAL_PASSWORDS)));
        DncList dnc = new DncList(database, clock);
        Compliance compliance = new Compliance(
                database,
                core.numberingPlan(),
                id -> core.accounts().organization(id).map(Organization::name).orElse(""),
                clock);
        DialPolicy policy = new DialPolicy(core.numberingPlan(), dnc, compliance, clock);

        // calls, from being admitted to being analysed
        CallStore callStore = new CallStore(database, clock);
        live = new SharedLiveCalls(database, callId -> callStore.isHeldByAnother(callId, members.id()));
        TurnStore turns = new TurnStore(database);
        CallPublisher publisher = new CallPublisher(callStore, turns, changes);
        CallCounterStore counters = new CallCounterStore(database);
        BridgeStore bridges = new BridgeStore(database, clock);
        CallLifecycle lifecycle = new CallLifecycle(
                database,
                callStore,
                bridges,
                counters,
                core.ledger(),
                Rates.REFERENCE,
                new CallRetries(callStore, clock),
                publisher);
        recovery = new CallRecovery(members, callStore, lifecycle, live);
        members.subscribe(new Succession(List.of(jobs, outside), recovery));
        PostCallAnalyses analyses =
                new PostCallAnalyses(database, callStore, turns, core.agents(), switchboard, publisher, clock, outside);
        writers = new EventWriters();
        bridged = new BridgedCalls(bridges, lifecycle, writers);
        recordings = new Recordings(
                home.resolve("recordings"),
                blobs,
                keys.key(Use.SIGN_RECORDING_LINKS),
                new RecordingSettings(settings.channels().recordingDays()),
                publicUrl,
                database,
                clock,
                jobs,
                outside);
        publisher.subscribe(recordings);
        connections = new AssistantConnections(database, core.numbers(), keys.key(Use.PROVE_CONNECTIONS), clock);
        AssistantBudget assistants =
                new AssistantBudget(database, connections, core.accounts(), Rates.REFERENCE, clock);
        ScheduledCallRules scheduled = new ScheduledCallRules(
                core.agents(),
                core.numbers(),
                policy,
                (organization, program) ->
                        core.apiKeys().mayCall(organization, program) || connections.mayCall(organization, program),
                assistants,
                veto,
                clock);
        NoteStore notes = new NoteStore(database);
        QuestionStore questions = new QuestionStore(database);
        CallStarter starter = new CallStarter(
                members,
                database,
                callStore,
                turns,
                notes,
                questions,
                lifecycle,
                live,
                core.agents(),
                trunks,
                dnc,
                policy,
                scheduled,
                assistants,
                analyses,
                publisher,
                bridged,
                writers,
                recordings,
                clock);
        Dialler dialler = new Dialler(starter, switchboard, writers, clock, jobs);
        Admission admission = new Admission(intake, callStore, core.ledger(), settings.caps());
        dueCalls = new DueCalls(
                members, database, callStore, lifecycle, scheduled, admission, core.agents(), dialler, intake, clock);
        Calls calls = new Calls(
                database,
                core.agents(),
                core.numbers(),
                policy,
                scheduled,
                assistants,
                admission,
                callStore,
                turns,
                questions,
                new CallListStore(database),
                new Cancellations(database, callStore, lifecycle),
                live,
                dialler,
                recordings,
                clock);
        longPolling = new CallLongPolling(calls, changes);
        publisher.subscribe(longPolling.observer());
        OwnerActions owner = new OwnerActions(database, calls, callStore, notes, questions, live, publisher, clock);
        chats = new Chats(
                database,
                core.agents(),
                core.ledger(),
                assistants,
                callStore,
                turns,
                lifecycle,
                analyses,
                dnc,
                policy,
                publisher,
                switchboard,
                clock);

        // the other ways a conversation begins
        inboundCalls = new InboundCalls(
                database, core.numberingPlan(), core.numbers(), calls, starter, switchboard, publisher);
        webCalls = new WebCalls(database, calls, starter, switchboard, publicUrl, voiceUrl, clock, jobs);
        SimulatedCallers simulatedCallers = new SimulatedCallers(
                settings.channels().simulator(), database, calls, carriers.simulatedNetwork(), clock, jobs);
        Simulations simulations = new Simulations(
                core.agents(), compliance, switchboard, settings.voice().model() != null);
        EvalCases evalCases = new EvalCases(database, core.agents(), clock);
        evalRuns = new EvalRuns(database, evalCases, core.agents(), compliance, members, switchboard, clock);

        // campaigns
        CampaignPublisher campaignPublisher = new CampaignPublisher();
        LeadOutcomes outcomes =
                new LeadOutcomes(database, carriers.carriers(), core.agents(), campaignPublisher, clock);
        CampaignDialler campaignDialler = new CampaignDialler(
                database, carriers.carriers(), calls, policy, outcomes, settings.campaignGap(), clock, jobs);
        publisher.subscribe(new CampaignCalls(database, carriers.carriers(), outcomes, campaignDialler));
        Campaigns campaigns = new Campaigns(
                database,
                carriers.carriers(),
                core.agents(),
                core.numbers(),
                core.numberingPlan(),
                campaignDialler,
                assistants,
                settings.webhooks(),
                clock);
        core.agents().keep(campaigns::use);
        core.numbers().keep(campaigns::useOfNumber);

        // WhatsApp, figures, money, numbers
        whatsApp = new WhatsApp(database, core.numbers(), chats, settings.whatsApp(), clock, outside);
        CallFigures figures = new CallFigures(database, clock);
        payments = new Payments(database, core.ledger(), settings.razorpay(), clock);
        rents = new NumberRents(database, core.ledger(), clock);
        Telephony telephony = new Telephony(
                database,
                carriers.carriers(),
                core.numberingPlan(),
                new StandInInventory(core.numberingPlan()),
                core.numbers(),
                rents,
                trunks,
                core.ledger(),
                Rates.REFERENCE);

        NumberChecks checks = new NumberChecks(core.numbers(), trunks, carriers.carriers(), speech, clock);

        // webhooks
        sender = new WebhookSender(database, settings.webhooks(), clock);
        WebhookEvents webhookEvents = new WebhookEvents(database, sender, clock);
        publisher.subscribe(webhookEvents);
        campaignPublisher.subscribe((organizationId, campaign, lead) ->
                webhookEvents.leadCompleted(organizationId, campaign, lead, campaign.webhookUrl()));
        webhooks = new Webhooks(database, webhookEvents, sender, settings.webhooks(), clock);

        // remote assistants that sign in
        clientDocuments = new ClientDocuments(clock);
        clients = new Clients(database, clientDocuments, clock);
        grants = new Grants(database, connections, clock);
        consents = new Consents(database, core.accounts(), connections, grants, clock);
        identities = new ConnectedIdentities(core.accounts(), connections);
        mounts = new OAuthRoutes(
                        settings.publicUrl(), clients, new AuthorizationQuestions(clients, clock), consents, grants)
                .mounts();

        // people
        invitations = new Invitations(database, core.accounts(), publicUrl, clock);
        Organizations organizations = new Organizations(database, core.accounts(), core.agents()::addMissingGeneral);

        // HTTP
        Readiness readiness = new Readiness(members, intake);
        writes = new IdempotentWrites(database, clock);
        features = List.of(
                // what is asked most often comes first: Javalin looks through them in this order
                new WidgetRoutes(core.agents(), core.numbers(), figures),
                new CallRoutes(calls, chats, longPolling),
                new OwnerRoutes(calls, chats, owner),
                new MetaRoutes(Version.number(), OpenApiDocument.text(), readiness::obstacle),
                new AuthRoutes(core.accounts(), invitations, settings.limits()),
                new ApiKeyRoutes(core.apiKeys()),
                new ConnectionRoutes(consents, connections, assistants),
                new OrganizationRoutes(organizations, new Memberships(database), invitations),
                new AgentRoutes(core.agents(), figures),
                new VoiceSampleRoutes(speech),
                new NumberRoutes(core.numbers()),
                new ComplianceRoutes(compliance),
                new DncRoutes(dnc),
                new RecordingRoutes(recordings),
                new WebCallRoutes(webCalls),
                new SimulatorRoutes(simulatedCallers),
                new EvalRoutes(simulations, evalCases, evalRuns),
                new BillingRoutes(
                        core.ledger(),
                        payments,
                        new UsageReports(database, figures),
                        Rates.REFERENCE,
                        settings.razorpay()),
                new RazorpayRoutes(payments, settings.razorpay()),
                new TelephonyRoutes(telephony, checks),
                new WebhookRoutes(webhooks),
                new CampaignRoutes(campaigns),
                new WhatsAppRoutes(whatsApp, settings.whatsApp()));
        apps = List.of(
                TalkPage.app(voiceUrl),
                DocumentationPage.app(),
                DashboardApp.app(voiceUrl, settings.razorpay().account() != null));
    }
}
