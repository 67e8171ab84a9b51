package com.osmtalk.client;

import static com.osmtalk.client.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.ChatRequest;
import com.osmtalk.api.ComplianceDraft;
import com.osmtalk.api.DncEntry;
import com.osmtalk.api.DncRequest;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.InvitationAcceptance;
import com.osmtalk.api.InvitationDraft;
import com.osmtalk.api.InvitationLookup;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.LeadDisposition;
import com.osmtalk.api.LeadDraft;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.LoginRequest;
import com.osmtalk.api.Money;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.NumberProvision;
import com.osmtalk.api.NumberPurchase;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.OrganizationDraft;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PasswordChange;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.RecordingSettings;
import com.osmtalk.api.Role;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.AudioCodec;
import com.osmtalk.api.SipTrunk.Encryption;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.api.TopUpRequest;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.api.TransferRequest;
import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookEvent;
import com.osmtalk.api.WebhookSecretRotation;
import com.osmtalk.api.WebhookSettingsDraft;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method asks the route the contract names, with the body it names. */
class AccountApiTest {
    private static final PageRequest FIVE = PageRequest.first(5);
    private static final PhoneNumber NUMBER = PhoneNumber.of("+12025550108");
    private static final String ID = "{\"id\":\"x_1\",\"status\":\"active\"}";
    private static final String CALL = "{\"id\":\"call_1\",\"status\":\"queued\"}";
    private static final String NOTHING = "";
    private static final String CAMPAIGN = "{\"id\":\"cmp_1\",\"status\":\"draft\"}";
    private static final String LEADS = "{\"inserted\":1,\"csvErrors\":[]}";

    private StubServer peer;
    private OsmTalkClient client;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer();
        client = OsmTalkClient.builder()
                .baseUrl(peer.url())
                .apiKey("osm_a")
                .attempts(1)
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        peer.close();
    }

    /** @param key the idempotency key expected; null: none */
    record Route(String line, String body, String key, String answer, Function<OsmTalkClient, Object> ask) {
        @Override
        public String toString() {
            return line;
        }
    }

    static Stream<Route> reads() {
        return Stream.of(
                read(
                        "/api/agents?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().agents().list(FIVE)),
                read("/api/agents/a", ID, c -> c.account().agents().get("a")),
                read(
                        "/api/agents/a/stats",
                        "{\"agentId\":\"a\"}",
                        c -> c.account().agents().stats("a")),
                read(
                        "/api/agents/a/versions?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().agents().listVersions("a", FIVE)),
                read("/api/agents/a/versions/7", ID, c -> c.account().agents().getVersion("a", 7)),
                read(
                        "/api/phone-numbers?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().phoneNumbers().list(FIVE)),
                read(
                        "/api/calls?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().calls().list(CallQuery.ALL, FIVE)),
                read("/api/calls/c", CALL, c -> c.account().calls().get("c")),
                read(
                        "/api/settings/api-keys?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().apiKeys().list(FIVE)),
                read(
                        "/api/campaigns/dnc?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().doNotCall().list(FIVE)),
                read(
                        "/api/settings/compliance",
                        "{\"allowedCountries\":[\"IN\"]}",
                        c -> c.account().compliance().get()),
                read(
                        "/api/settings/recordings",
                        "{\"keepDays\":30}",
                        c -> c.account().recordings().settings()),
                read(
                        "/api/campaigns?limit=5&status=running",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().campaigns().list(CampaignStatus.RUNNING, FIVE)),
                read("/api/campaigns/m", CAMPAIGN, c -> c.account().campaigns().get("m")),
                read(
                        "/api/campaigns/m/leads?limit=5&status=no_answer",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().campaigns().leads("m", LeadStatus.NO_ANSWER, null, FIVE)),
                read(
                        "/api/campaigns/m/leads?limit=5&disposition=qualified",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().campaigns().leads("m", null, LeadDisposition.QUALIFIED, FIVE)),
                read(
                        "/api/campaigns/m/report",
                        "{\"counts\":{\"byStatus\":{\"busy\":1}}}",
                        c -> c.account().campaigns().report("m")),
                read(
                        "/api/auth/me",
                        "{\"organization\":{\"id\":\"o\"}}",
                        c -> c.account().me()),
                read(
                        "/api/billing/provider",
                        "{\"ready\":false,\"missing\":[\"RAZORPAY_KEY_ID\"]}",
                        c -> c.account().billing().provider()),
                read(
                        "/api/telephony/numbers/p",
                        "{\"number\":" + ID + "}",
                        c -> c.account().telephony().get("p")),
                read(
                        "/api/campaigns/dnc?limit=5&q=555%2001",
                        SampleBodies.EMPTY_PAGE, c -> c.account().doNotCall().find("555 01", FIVE)),
                read(
                        "/api/billing/balance",
                        "{\"total\":1.00}",
                        c -> c.account().billing().balance()),
                read(
                        "/api/billing/transactions?limit=5&kind=top_up&from=2026-01-01T00%3A00%3A00Z",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account()
                                .billing()
                                .transactions(
                                        new TransactionQuery(
                                                TransactionKind.TOP_UP, Instant.parse("2026-01-01T00:00:00Z"), null),
                                        FIVE)),
                read(
                        "/api/billing/usage?to=2026-01-01T00%3A00%3A00Z",
                        "{\"numbers\":0.00}",
                        c -> c.account().billing().usage(null, Instant.parse("2026-01-01T00:00:00Z"))),
                read(
                        "/api/platform/providers",
                        "{\"languages\":[\"en\"]}",
                        c -> c.account().agents().providers()),
                read(
                        "/api/platform/rates",
                        "{\"margin\":1.3}",
                        c -> c.account().billing().rates()),
                read(
                        "/api/telephony/numbers/search?country=IN&type=tollfree&contains=77&limit=3",
                        "{\"data\":[]}",
                        c -> c.account().telephony().search(new NumberSearch("IN", NumberType.TOLLFREE, "77", 3))),
                read(
                        "/api/telephony/numbers/owned?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.account().telephony().owned(FIVE)),
                read(
                        "/api/telephony/numbers/p/status",
                        "{\"id\":\"p\",\"checks\":[]}",
                        c -> c.account().telephony().health("p")),
                read("/healthz", "{\"status\":\"ok\"}", c -> c.account().health()),
                read("/readyz", "{\"status\":\"ready\"}", c -> c.account().readiness()),
                read(
                        "/api/widget/agents?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.widget().listAgents(FIVE)),
                read(
                        "/api/widget/phone-numbers?limit=5",
                        SampleBodies.EMPTY_PAGE,
                        c -> c.widget().listPhoneNumbers(FIVE)),
                read("/api/widget/calls/c", CALL, c -> c.widget().getCall("c")),
                read(
                        "/api/widget/dashboard",
                        "{\"calls\":{\"total\":1}}",
                        c -> c.widget().dashboard(null, null)),
                read(
                        "/api/widget/dashboard?from=2026-01-01T00%3A00%3A00Z&to=2026-01-02T00%3A00%3A00Z",
                        "{\"calls\":{\"total\":1}}",
                        c -> c.widget()
                                .dashboard(
                                        Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"))));
    }

    static Stream<Route> writes() {
        return Stream.of(
                write(
                        "POST /api/agents",
                        "{\"name\":\"N\"}",
                        "k",
                        ID,
                        c -> c.account().agents().create(SampleBodies.agentDraft("N"), "k")),
                write(
                        "PUT /api/agents/a",
                        "{\"name\":\"N\"}",
                        null,
                        ID,
                        c -> c.account().agents().update("a", SampleBodies.agentDraft("N"))),
                write(
                        "POST /api/agents/a/versions",
                        "{\"label\":\"L\",\"notes\":\"M\"}",
                        "k",
                        ID,
                        c -> c.account().agents().publish("a", new AgentVersionDraft("L", "M"), "k")),
                write(
                        "POST /api/agents/a/versions/7/rollback",
                        NOTHING,
                        "k",
                        ID,
                        c -> c.account().agents().rollBack("a", 7, "k")),
                write(
                        "POST /api/phone-numbers",
                        "{\"phoneNumber\":\"+12025550108\",\"label\":\"L\"}",
                        "k",
                        ID,
                        c -> c.account()
                                .phoneNumbers()
                                .create(new OwnedNumberDraft(NUMBER, "L", null, null, null), "k")),
                write(
                        "PUT /api/phone-numbers/p",
                        "{\"agentId\":\"\"}",
                        null,
                        ID,
                        c -> c.account().phoneNumbers().update("p", new OwnedNumberDraft(null, null, null, "", null))),
                write(
                        "POST /api/calls/outbound",
                        "{\"agentId\":\"agent_1\",\"phoneNumberId\":\"pn_1\",\"destination\":\"+12025550100\","
                                + "\"dynamicVariables\":{\"first_name\":\"Zoë\"}}",
                        "k",
                        SampleBodies.PLACED,
                        c -> c.account().calls().startOutbound(SampleBodies.REQUEST, "k")),
                write(
                        "POST /api/calls/c/transfer",
                        "{\"destination\":\"+12025550108\",\"summary\":\"S\"}",
                        "k",
                        CALL,
                        c -> c.account().calls().transfer("c", new TransferRequest(NUMBER, "S"), "k")),
                write(
                        "POST /api/calls/c/cancel",
                        NOTHING,
                        "k",
                        CALL,
                        c -> c.account().calls().cancel("c", "k")),
                write(
                        "POST /api/calls/c/end",
                        NOTHING,
                        "k",
                        CALL,
                        c -> c.account().calls().end("c", "k")),
                write(
                        "POST /api/billing/calculate-fees",
                        "{\"amount\":100.00}",
                        null,
                        "{\"total\":109.59}",
                        c -> c.account().billing().calculateFees(new TopUpRequest(Money.ofPaise(100_00)))),
                write(
                        "POST /api/billing/create-payment-intent",
                        "{\"amount\":100.00}",
                        "k",
                        "{\"orderId\":\"order_1\",\"amount\":10959}",
                        c -> c.account().billing().createPaymentIntent(new TopUpRequest(Money.ofPaise(100_00)), "k")),
                write(
                        "POST /api/telephony/numbers/buy",
                        "{\"phoneNumber\":\"+12025550108\",\"label\":\"L\",\"agentId\":\"a\"}",
                        "k",
                        ID,
                        c -> c.account().telephony().buy(new NumberPurchase(NUMBER, "L", "a"), "k")),
                write(
                        "POST /api/telephony/numbers/provision",
                        "{\"phoneNumber\":\"+12025550108\",\"provider\":\"sip\",\"sip\":{\"host\":\"h\",\"port\":5061,"
                                + "\"transport\":\"tls\",\"username\":\"u\",\"password\":\"p\"}}",
                        "k",
                        ID,
                        c -> c.account()
                                .telephony()
                                .provision(
                                        new NumberProvision(
                                                NUMBER,
                                                NumberProvider.SIP,
                                                SipTrunk.at("h")
                                                        .port(5061)
                                                        .transport(Transport.TLS)
                                                        .username("u")
                                                        .password("p")
                                                        .build()),
                                        "k")),
                write(
                        "PUT /api/telephony/numbers/p/trunk",
                        "{\"host\":\"h\",\"register\":true,\"codecs\":[\"pcma\"],\"srtp\":\"required\"}",
                        null,
                        ID,
                        c -> c.account()
                                .telephony()
                                .changeTrunk(
                                        "p",
                                        SipTrunk.at("h")
                                                .register(true)
                                                .codecs(List.of(AudioCodec.PCMA))
                                                .srtp(Encryption.REQUIRED)
                                                .build())),
                write(
                        "POST /api/settings/api-keys",
                        "{\"name\":\"N\",\"scopes\":[\"voice\"]}",
                        "k",
                        "{\"apiKey\":{\"id\":\"key_1\"},\"key\":\"osm_x\"}",
                        c -> c.account().apiKeys().create(ApiKeyDraft.secret("N", List.of(KeyScope.VOICE)), "k")),
                write(
                        "PUT /api/settings/api-keys/y",
                        "{\"enabled\":false}",
                        null,
                        ID,
                        c -> c.account().apiKeys().update("y", ApiKeyDraft.enabled(false))),
                write(
                        "POST /api/campaigns/dnc",
                        "{\"phoneNumber\":\"+12025550108\",\"reason\":\"R\",\"source\":\"opt_out\"}",
                        "k",
                        ID,
                        c -> c.account().doNotCall().add(new DncRequest(NUMBER, "R", DncEntry.Source.OPT_OUT), "k")),
                write(
                        "PUT /api/settings/compliance",
                        "{\"allowedCountries\":[\"IN\"]}",
                        null,
                        "{\"allowedCountries\":[\"IN\"]}",
                        c -> c.account()
                                .compliance()
                                .update(new ComplianceDraft(List.of("IN"), null, null, null, null))),
                write(
                        "PUT /api/settings/recordings",
                        "{\"keepDays\":30}",
                        null,
                        "{\"keepDays\":30}",
                        c -> c.account().recordings().update(new RecordingSettings(30))),
                write(
                        "POST /api/campaigns",
                        "{\"name\":\"N\",\"maxConcurrent\":5}",
                        "k",
                        CAMPAIGN,
                        c -> c.account().campaigns().create(campaign("N", 5), "k")),
                write(
                        "PUT /api/campaigns/m",
                        "{\"name\":\"N\"}",
                        null,
                        CAMPAIGN,
                        c -> c.account().campaigns().update("m", campaign("N", null))),
                write(
                        "PUT /api/campaigns/m",
                        "{\"name\":\"N\",\"scheduledStartAt\":null}",
                        null,
                        CAMPAIGN,
                        c -> c.account().campaigns().update("m", campaign("N", null), Set.of("scheduledStartAt"))),
                write(
                        "POST /api/campaigns/m/start",
                        NOTHING,
                        "k",
                        CAMPAIGN,
                        c -> c.account().campaigns().start("m", "k")),
                write(
                        "POST /api/campaigns/m/pause",
                        NOTHING,
                        "k",
                        CAMPAIGN,
                        c -> c.account().campaigns().pause("m", "k")),
                write(
                        "POST /api/campaigns/m/resume",
                        NOTHING,
                        "k",
                        CAMPAIGN,
                        c -> c.account().campaigns().resume("m", "k")),
                write(
                        "POST /api/campaigns/m/stop",
                        NOTHING,
                        "k",
                        CAMPAIGN,
                        c -> c.account().campaigns().stop("m", "k")),
                write(
                        "POST /api/campaigns/m/leads",
                        "{\"leads\":[{\"phoneNumber\":\"+12025550108\",\"variables\":{\"a\":\"b\"}}]}",
                        "k",
                        LEADS,
                        c -> c.account()
                                .campaigns()
                                .addLeads("m", List.of(new LeadDraft(NUMBER, Map.of("a", "b"), null)), "k")),
                write(
                        "POST /api/campaigns/m/leads",
                        "{\"csv\":\"phone\\n\"}",
                        "k",
                        LEADS,
                        c -> c.account().campaigns().addCsv("m", "phone\n", "k")),
                write(
                        "DELETE /api/campaigns/m",
                        NOTHING,
                        null,
                        null,
                        c -> done(() -> c.account().campaigns().delete("m"))),
                write(
                        "POST /api/auth/login",
                        "{\"email\":\"e@example.com\",\"password\":\"p\"}",
                        null,
                        "{\"token\":\"t\"}",
                        c -> c.account().login(new LoginRequest("e@example.com", "p"))),
                write(
                        "POST /api/auth/logout",
                        NOTHING,
                        null,
                        null,
                        c -> done(() -> c.account().logout())),
                write(
                        "DELETE /api/agents/a",
                        NOTHING,
                        null,
                        null,
                        c -> done(() -> c.account().agents().delete("a"))),
                write(
                        "DELETE /api/phone-numbers/p",
                        NOTHING,
                        null,
                        null,
                        c -> done(() -> c.account().phoneNumbers().delete("p"))),
                write(
                        "DELETE /api/settings/api-keys/y",
                        NOTHING,
                        null,
                        null,
                        c -> done(() -> c.account().apiKeys().delete("y"))),
                write(
                        "DELETE /api/campaigns/dnc/d",
                        NOTHING,
                        null,
                        null,
                        c -> done(() -> c.account().doNotCall().remove("d"))),
                write(
                        "PUT /api/settings/webhook",
                        "{\"url\":\"https://example.com/\",\"secret\":\"s\",\"events\":[\"call.analysis_completed\"]}",
                        null,
                        "{\"url\":\"https://example.com/\"}",
                        c -> c.account()
                                .webhooks()
                                .update(new WebhookSettingsDraft(
                                        "https://example.com/", "s", List.of(WebhookEvent.CALL_ANALYSIS_COMPLETED)))),
                write(
                        "POST /api/settings/webhook/rotate-secret",
                        "{\"overlapHours\":2}",
                        "k",
                        "{\"secret\":\"whsec_eA==\"}",
                        c -> c.account().webhooks().rotateSecret(new WebhookSecretRotation(2), "k")),
                write(
                        "POST /api/settings/webhook/test",
                        NOTHING,
                        "k",
                        "{\"id\":\"w\",\"event\":\"webhook.test\"}",
                        c -> c.account().webhooks().test("k")),
                write(
                        "POST /api/settings/webhook/deliveries/w/resend",
                        NOTHING,
                        "k",
                        "{\"id\":\"w\"}",
                        c -> c.account().webhooks().resend("w", "k")),
                read(
                        "/api/settings/webhook",
                        "{\"url\":\"\"}",
                        c -> c.account().webhooks().settings()),
                read(
                        "/api/settings/webhook/deliveries?limit=5&status=dead_lettered&event=call.failed&callId=c",
                        "{\"data\":[]}",
                        c -> c.account()
                                .webhooks()
                                .deliveries(
                                        WebhookDelivery.Status.DEAD_LETTERED,
                                        WebhookEvent.CALL_FAILED,
                                        "c",
                                        PageRequest.first(5))),
                write(
                        "PUT /api/auth/password",
                        "{\"currentPassword\":\"p\",\"newPassword\":\"q\"}",
                        null,
                        null,
                        c -> done(() -> c.account().changePassword(new PasswordChange("p", "q")))),
                write(
                        "POST /api/auth/invitations/show",
                        "{\"token\":\"t\"}",
                        null,
                        "{\"organization\":\"o\"}",
                        c -> c.account().invitation(new InvitationLookup("t"))),
                write(
                        "POST /api/auth/invitations/accept",
                        "{\"token\":\"t\",\"name\":\"n\",\"password\":\"p\"}",
                        null,
                        "{\"token\":\"s\"}",
                        c -> c.account().acceptInvitation(new InvitationAcceptance("t", "n", "p", null))),
                write(
                        "POST /api/organizations",
                        "{\"name\":\"n\"}",
                        "k",
                        "{\"name\":\"n\"}",
                        c -> c.account().organization().create(new OrganizationDraft("n", null), "k")),
                read(
                        "/api/organization/members?limit=5",
                        "{\"data\":[]}",
                        c -> c.account().organization().members(PageRequest.first(5))),
                write(
                        "PUT /api/organization/members/u",
                        "{\"role\":\"owner\"}",
                        null,
                        "{\"role\":\"owner\"}",
                        c -> c.account().organization().setRole("u", Role.OWNER)),
                write(
                        "DELETE /api/organization/members/u",
                        NOTHING,
                        null,
                        null,
                        c -> done(() -> c.account().organization().remove("u"))),
                write(
                        "POST /api/organization/invitations",
                        "{\"email\":\"e@example.com\"}",
                        "k",
                        "{\"token\":\"t\"}",
                        c -> c.account().organization().invite(new InvitationDraft("e@example.com", null), "k")),
                read(
                        "/api/calls/live",
                        "{\"data\":[]}",
                        c -> c.account().calls().live()),
                read(
                        "/api/dashboard?from=2026-01-01T00%3A00%3A00Z",
                        "{\"calls\":{\"total\":1}}",
                        c -> c.account().dashboard(Instant.parse("2026-01-01T00:00:00Z"), null)),
                write(
                        "POST /api/agents/a/chat",
                        "{\"message\":\"Hi\",\"sessionId\":\"s\"}",
                        "k",
                        "{\"reply\":\"Hello\"}",
                        c -> c.account().agents().chat("a", new ChatRequest("Hi", "s", null), "k")),
                write(
                        "POST /api/widget/agents/a/chat",
                        "{\"message\":\"Hi\",\"sessionId\":\"s\"}",
                        "k",
                        "{\"reply\":\"Hello\"}",
                        c -> c.widget().chat("a", new ChatRequest("Hi", "s", null), "k")));
    }

    @ParameterizedTest
    @MethodSource({"reads", "writes"})
    void aMethodAsksItsRoute(Route route) {
        peer.will(
                route.answer() == null
                        ? StubServer.raw("HTTP/1.1 204 No Content\r\n\r\n")
                        : answer(200, route.answer()));
        assertThat(route.ask().apply(client)).isNotNull();
        StubServer.Received request = peer.only();
        assertThat(request.method() + " " + request.target()).isEqualTo(route.line());
        assertThat(request.body()).isEqualTo(route.body());
        assertThat(request.headers().get("idempotency-key")).isEqualTo(route.key());
    }

    @Test
    void failureReasonsThisProgramDoesNotKnowAreLeftOut() {
        peer.will(answer(
                200, "{\"data\":[{\"code\":\"busy\",\"title\":\"Busy\"},{\"code\":\"aliens\",\"title\":\"?\"}]}"));
        assertThat(client.account().calls().failureReasons())
                .extracting(reason -> reason.code())
                .containsExactly(FailureReason.BUSY);
        assertThat(peer.only().target()).isEqualTo("/api/calls/failure-reasons");
    }

    private static Route read(String target, String answer, Function<OsmTalkClient, Object> ask) {
        return new Route("GET " + target, NOTHING, null, answer, ask);
    }

    private static Route write(
            String line, String body, String key, String answer, Function<OsmTalkClient, Object> ask) {
        return new Route(line, body, key, answer, ask);
    }

    private static String done(Runnable request) {
        request.run();
        return "done";
    }

    private static CampaignDraft campaign(String name, Integer maxConcurrent) {
        return new CampaignDraft(name, null, null, null, maxConcurrent, null, null, null, null);
    }
}
