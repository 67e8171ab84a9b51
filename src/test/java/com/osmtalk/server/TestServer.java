package com.osmtalk.server;

import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.LoginRequest;
import com.osmtalk.api.Organization;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.User;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.server.billing.RazorpaySettings;
import com.osmtalk.server.call.ConcurrencyCaps;
import com.osmtalk.server.call.DialVeto;
import com.osmtalk.server.call.InboundCalls;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.http.ServletMount;
import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.server.http.TrustedProxies;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.server.webhook.WebhookPolicy;
import com.osmtalk.server.whatsapp.WhatsAppSettings;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;
import com.osmtalk.voice.phone.sip.SipSettings;
import com.osmtalk.voice.speech.SpeechSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Hands each test a bundled server of its own: real HTTP, a real database, a fast simulated telephone network. */
public final class TestServer implements BeforeEachCallback, AfterEachCallback {
    public static final String ADMIN_PASSWORD = "correct horse battery";

    private final ConcurrencyCaps caps;
    private final double simulationSpeed;
    private final VoiceSettings.@Nullable Model model;
    private final RateLimits limits;
    private final Supplier<@Nullable String> databaseUrl;
    private final Function<Supplier<URI>, List<ServletMount>> mounts;
    private final Supplier<RazorpaySettings> razorpay;

    private Supplier<SpeechSettings> speech = () -> SpeechSettings.NONE;
    private @Nullable URI publicUrl;
    private TrustedProxies proxies = TrustedProxies.NONE;
    private ChannelSettings channels = ChannelSettings.DEFAULT;
    private final List<OsmTalkClient> clients = new CopyOnWriteArrayList<>();
    private @Nullable OsmTalkClient own;
    private Path folder;
    private @Nullable String database;
    private @Nullable String token;
    private WhatsAppSettings whatsApp = WhatsAppSettings.NONE;
    private Clock clock = Clock.systemUTC();
    private DialVeto veto = DialVeto.NONE;
    private Duration campaignGap = Duration.ZERO;
    private OsmTalkServer server;

    private TestServer(
            ConcurrencyCaps caps,
            double simulationSpeed,
            VoiceSettings.@Nullable Model model,
            RateLimits limits,
            Supplier<@Nullable String> databaseUrl,
            Function<Supplier<URI>, List<ServletMount>> mounts,
            Supplier<RazorpaySettings> razorpay) {
        this.caps = caps;
        this.simulationSpeed = simulationSpeed;
        this.model = model;
        this.limits = limits;
        this.databaseUrl = databaseUrl;
        this.mounts = mounts;
        this.razorpay = razorpay;
    }

    /** On SQLite, calls a hundred times as fast as in life, no limit in the way. */
    public static TestServer create() {
        return new TestServer(
                new ConcurrencyCaps(500, 500),
                100,
                null,
                RateLimits.DEFAULT.withRequestsPerMinute(1_000_000),
                () -> null,
                url -> List.of(),
                () -> RazorpaySettings.NONE);
    }

    public TestServer withCaps(ConcurrencyCaps other) {
        return new TestServer(other, simulationSpeed, model, limits, databaseUrl, mounts, razorpay);
    }

    public TestServer withSpeed(double other) {
        return new TestServer(caps, other, model, limits, databaseUrl, mounts, razorpay);
    }

    public TestServer withModel(VoiceSettings.Model other) {
        return new TestServer(caps, simulationSpeed, other, limits, databaseUrl, mounts, razorpay);
    }

    public TestServer withLimits(RateLimits other) {
        return new TestServer(caps, simulationSpeed, model, other, databaseUrl, mounts, razorpay);
    }

    public TestServer onDatabase(Supplier<@Nullable String> url) {
        return new TestServer(caps, simulationSpeed, model, limits, url, mounts, razorpay);
    }

    /** Reached by others at another address. */
    public TestServer withPublicUrl(URI other) {
        publicUrl = other;
        return this;
    }

    /** Behind proxies. */
    public TestServer behind(TrustedProxies others) {
        proxies = others;
        return this;
    }

    /** With a time between the calls of two campaigns to one person. */
    public TestServer withCampaignGap(Duration gap) {
        campaignGap = gap;
        return this;
    }

    /** With sound on web calls. */
    public TestServer withSpeech(Supplier<SpeechSettings> services) {
        speech = services;
        return this;
    }

    /** Where its trunks ring; opens the port when it is not yet. */
    public InetSocketAddress sipAddress() {
        return server.sipAddress();
    }

    /** With people of the simulated network who call in. */
    public TestServer withSimulator() {
        channels = new ChannelSettings(0, null, true, SpeechSettings.NONE, SipSettings.LOOPBACK, 30);
        return this;
    }

    /** @param other given where the server will be */
    public TestServer withMounts(Function<Supplier<URI>, List<ServletMount>> other) {
        return new TestServer(caps, simulationSpeed, model, limits, databaseUrl, other, razorpay);
    }

    public TestServer withRazorpay(Supplier<RazorpaySettings> other) {
        return new TestServer(caps, simulationSpeed, model, limits, databaseUrl, mounts, other);
    }

    public TestServer withWhatsApp(WhatsAppSettings other) {
        whatsApp = other;
        return this;
    }

    /** With somebody who may object to calls that were agreed to for certain times. */
    public TestServer withVeto(DialVeto other) {
        veto = other;
        return this;
    }

    public TestServer withClock(Clock other) {
        clock = other;
        return this;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        close();
    }

    /** For the tests of a class that can share one: a start opens a database, ports and pools. */
    public void open() throws IOException {
        folder = Files.createTempDirectory("osmtalk-test");
        token = null;
        database = databaseUrl.get();
        if (database == null) {
            TestDatabase.copySqlite(folder.resolve("osmtalk.db"));
        }
        start(database);
    }

    public void close() throws IOException {
        // first, since a server that stops gives the connections of its clients a moment
        clients.forEach(OsmTalkClient::close);
        clients.clear();
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private void start(@Nullable String url) {
        own = null;
        ServerSettings settings = new ServerSettings(
                folder,
                "127.0.0.1",
                0,
                publicUrl,
                proxies,
                url,
                "admin@example.com",
                ADMIN_PASSWORD,
                caps,
                limits,
                new VoiceSettings(simulationSpeed, model),
                razorpay.get(),
                new WebhookPolicy(true),
                whatsApp,
                new ChannelSettings(
                        0, null, channels.simulator(), speech.get(), channels.sip(), channels.recordingDays()),
                campaignGap);
        Home home = new Home(folder);
        server = OsmTalkServer.start(
                settings,
                home,
                home.lock(),
                mounts.apply(() -> server.url()),
                veto,
                ready -> {},
                clock,
                TestHttpServer.PASSWORDS);
    }

    /** Stops the server and starts another on its home. */
    public void restart() {
        server.close();
        start(database);
    }

    public URI url() {
        return server.url();
    }

    public OsmTalkServer server() {
        return server;
    }

    /** What no route can make. */
    public TestRows rows() {
        return new TestRows(server.core().database());
    }

    /** Has people call our numbers who are not announced by the API. */
    public SimulatedCarrier simulatedNetwork() {
        return server.simulatedNetwork();
    }

    /** Who decides about calls that come in. */
    public InboundCalls inboundCalls() {
        return server.inboundCalls();
    }

    public Path home() {
        return folder;
    }

    /** The key of the organisation made at the first start, with both scopes. */
    public String key() {
        return server.localKey();
    }

    /** Another key of that organisation, with these scopes only. */
    public String limitedKey(KeyScope... scopes) {
        CoreServices core = server.core();
        String organizationId =
                core.accounts().firstOrganization().orElseThrow().id();
        return core.database()
                .transaction(handle -> core.apiKeys()
                        .create(organizationId, ApiKeyDraft.secret("Limited", List.of(scopes)))
                        .key());
    }

    public String agentId() {
        return own().widget().listAgents(page()).data().get(0).id();
    }

    /** The number that the first start gives, whatever a test has bought since. */
    public String phoneNumberId() {
        return own().widget().listPhoneNumbers(page()).data().stream()
                .filter(number -> number.phoneNumber().e164().equals("+12025550199"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    public OsmTalkClient client() {
        return client(key());
    }

    /** For what a test asks again and again: to make a client takes longer than to ask. */
    private OsmTalkClient own() {
        if (own == null) {
            own = client();
        }
        return own;
    }

    /** Closed with the server. */
    public OsmTalkClient client(@Nullable String key) {
        OsmTalkClient client =
                OsmTalkClient.builder().baseUrl(url()).apiKey(key).build();
        clients.add(client);
        return client;
    }

    /** Raw requests, each of whose answers is held against the contract. */
    public CheckedApi api() {
        return new CheckedApi(url()).withKey(key()).withBearer(token());
    }

    /** The administrator's session token. */
    public String token() {
        if (token == null) {
            token = login();
        }
        return token;
    }

    private String login() {
        return client(null)
                .account()
                .login(new LoginRequest("admin@example.com", ADMIN_PASSWORD))
                .token();
    }

    /** A second organisation, with a user of its own, who has the first one's password, and a key. */
    public OtherOrganization otherOrganization() {
        CoreServices core = server.core();
        String email = UUID.randomUUID() + "@example.com";
        return core.database().transaction(handle -> {
            Organization organization = core.accounts().createOrganization("Other", ZoneId.of("UTC"));
            User user = new TestRows(core.database()).user(email);
            core.accounts().join(user, organization);
            String key = core.apiKeys()
                    .create(organization.id(), ApiKeyDraft.secret("Other", List.of(KeyScope.values())))
                    .key();
            return new OtherOrganization(organization.id(), email, key);
        });
    }

    public record OtherOrganization(String id, String email, String key) {}

    public Database database() {
        return server.core().database();
    }

    private static PageRequest page() {
        return PageRequest.first(20);
    }
}
