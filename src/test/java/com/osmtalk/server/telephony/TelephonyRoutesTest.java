package com.osmtalk.server.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.AudioCodec;
import com.osmtalk.api.SipTrunk.Encryption;
import com.osmtalk.api.SipTrunk.Transfer;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.TestServer.OtherOrganization;
import com.osmtalk.server.cluster.KeyFiles;
import com.osmtalk.server.cluster.SharedKeys.Use;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.TestDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Finding, buying and bringing numbers, over HTTP. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TelephonyRoutesTest {
    private static final String BUY = "/api/telephony/numbers/buy";
    private static final String PROVISION = "/api/telephony/numbers/provision";

    @RegisterExtension
    final TestServer server;

    TelephonyRoutesTest(TestDatabase kind) {
        server = TestServer.create().onDatabase(kind::newUrl);
    }

    @Test
    void aSearchFindsWhatItWasAskedForAndLeavesOutWhatIsHeld() {
        JsonNode found = search("country=in&type=mobile&limit=5");
        assertThat(found).hasSize(5);
        assertThat(found.at("/0/country").asText()).isEqualTo("IN");
        assertThat(found.at("/0/type").asText()).isEqualTo("mobile");
        assertThat(found.at("/0/region").asText()).isEqualTo("India");
        assertThat(found.at("/0/monthlyCost").decimalValue()).isEqualByComparingTo("244.40");
        assertThat(search("country=in&type=mobile&limit=5")).isEqualTo(found);
        String first = found.at("/0/phoneNumber").asText();

        assertThat(buy(server.api(), first, "").status()).isEqualTo(201);

        assertThat(search("country=IN&type=mobile&limit=100").findValuesAsText("phoneNumber"))
                .hasSize(100)
                .doesNotContain(first);
        assertThat(search("country=US&contains=77&limit=100").findValuesAsText("phoneNumber"))
                .isNotEmpty()
                .allMatch(number -> number.startsWith("+1") && number.contains("77"));
        for (String wrong : List.of(
                "country=ZZ",
                "country=India",
                "type=satellite",
                "contains=abc",
                "contains=%2B91",
                "limit=0",
                "limit=101",
                "offset=1",
                "country=%00")) {
            assertThat(server.api()
                            .get("/api/telephony/numbers/search?" + wrong)
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void aPurchaseTakesTheNumberAndItsFirstMonthTogether() {
        String number = search("type=tollfree&limit=1").at("/0/phoneNumber").asText();

        Answer bought =
                buy(server.api(), number, ", \"label\": \"Hotline\", \"agentId\": \"" + server.agentId() + "\"");

        assertThat(bought.status()).isEqualTo(201);
        assertThat(bought.text("/label")).isEqualTo("Hotline");
        assertThat(bought.text("/status")).isEqualTo("active");
        assertThat(bought.json().path("monthlyCost").decimalValue()).isEqualByComparingTo("262.73");
        assertThat(balance()).isEqualByComparingTo("4615.07"); // 5000 - 262.73 - 122.20
        JsonNode taken =
                server.api().get("/api/billing/transactions?limit=2").json().path("data");
        assertThat(taken.findValuesAsText("kind")).containsExactly("number_rent", "number_setup");
        assertThat(taken.findValuesAsText("phoneNumberId")).containsOnly(bought.text("/id"));
        assertThat(server.api()
                        .get("/api/telephony/numbers/owned")
                        .json()
                        .at("/data/0/phoneNumber")
                        .asText())
                .isEqualTo(number);
        assertThat(server.api().get("/api/billing/usage").json().path("numbers").decimalValue())
                .isEqualByComparingTo("384.93");
    }

    @Test
    void withoutTheCreditsNothingIsBought() {
        server.database()
                .transaction(
                        handle -> handle.execute("UPDATE balances SET amount = 14052 WHERE bucket = 'promotional'"));
        String number = search("limit=1").at("/0/phoneNumber").asText();

        Answer refused = buy(server.api(), number, "");

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.code()).isEqualTo("insufficient_credits");
        assertThat(balance()).isEqualByComparingTo("140.52");
        assertThat(server.api()
                        .get("/api/telephony/numbers/owned")
                        .json()
                        .path("total")
                        .asInt())
                .isOne();
        assertThat(search("limit=1").at("/0/phoneNumber").asText()).isEqualTo(number);
    }

    @Test
    void oneKeyBuysOnceAndTwoBuyersAtOnceAreOneOwner() throws Exception {
        String number = search("limit=1").at("/0/phoneNumber").asText();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Integer> statuses = new ArrayList<>();
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                CheckedApi buyer = server.api().with("Idempotency-Key", "key-" + i % 3);
                answers.add(threads.submit(() -> buy(buyer, number, "")));
            }
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(statuses).contains(201).containsAnyOf(409).allMatch(status -> status == 201 || status == 409);
        assertThat(balance()).isEqualByComparingTo("4859.47");
        Answer later = buy(server.api(), number, "");
        assertThat(later.code()).isEqualTo("number_taken");
        assertThat(server.api()
                        .get("/api/telephony/numbers/owned")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void whatIsNotForSaleOrNotOursIsRefused() {
        CheckedApi api = server.api();
        String number = search("limit=1").at("/0/phoneNumber").asText();
        OtherOrganization other = server.otherOrganization();

        assertThat(buy(api, "+12025550123", "").status()).isEqualTo(404);
        assertThat(buy(api, "+80012345678", "").status()).isEqualTo(404);
        assertThat(buy(api, "+12025550199", "").code()).as("the demo number").isEqualTo("number_taken");
        assertThat(buy(api, "12025550199", "").status()).isEqualTo(400);
        assertThat(buy(api, number, ", \"agentId\": \"agent_none\"").status()).isEqualTo(400);
        assertThat(buy(api, number, ", \"label\": \"" + "x".repeat(101) + "\"").status())
                .isEqualTo(400);
        CheckedApi theirs = new CheckedApi(server.url()).withBearer(other.key());
        assertThat(buy(theirs, number, ", \"agentId\": \"" + server.agentId() + "\"")
                        .text("/details/fields/0/path"))
                .isEqualTo("agentId");
        assertThat(buy(theirs, number, "").status()).isEqualTo(402);
        assertThat(theirs.get("/api/telephony/numbers/owned")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(balance()).isEqualByComparingTo("5000");
    }

    @Test
    void theTrunksPasswordIsSealedAlsoOneThatWasNot() {
        String numberId = server.api().post(PROVISION, """
                {"phoneNumber": "+12025550150", "provider": "sip",
                 "sip": {"host": "sip.example.com", "username": "u", "password": "hidden words"}}""").text("/id");
        assertThat(storedPassword()).startsWith("sealed-v1:").doesNotContain("hidden");
        Trunks trunks = trunks();
        assertThat(trunks.carried(numberId).trunk().get().orElseThrow().password())
                .isEqualTo("hidden words");

        server.database().transaction(handle -> handle.execute("UPDATE number_trunks SET password = 'as it was'"));
        trunks.sealPasswords();
        assertThat(storedPassword()).startsWith("sealed-v1:");
        assertThat(trunks.carried(numberId).trunk().get().orElseThrow().password())
                .isEqualTo("as it was");
    }

    @Test
    void aTrunkIsKeptWithAllItsSettings() {
        String numberId = server.api().post(PROVISION, """
                {"phoneNumber": "+12025550150", "provider": "sip",
                 "sip": {"host": "sip.example.com", "port": 5070, "transport": "TCP", "username": "u",
                         "authUser": "a", "password": "p", "register": true, "outboundProxy": "edge.example.com:5080",
                         "fromDomain": "example.com", "plus": false, "codecs": ["opus", "pcma"], "srtp": "required",
                         "publicAddress": "203.0.113.7", "optionsIntervalSeconds": 0,
                         "inboundAddresses": ["198.51.100.9/24", "2001:DB8::7", "198.51.100.0/24"],
                         "transfer": "refer"}}""").text("/id");

        assertThat(trunks().carried(numberId).trunk().get())
                .contains(new SipTrunk(
                        "sip.example.com",
                        5070,
                        Transport.TCP,
                        "u",
                        "a",
                        "p",
                        true,
                        "edge.example.com:5080",
                        "example.com",
                        false,
                        List.of(AudioCodec.OPUS, AudioCodec.PCMA),
                        Encryption.REQUIRED,
                        "203.0.113.7",
                        0,
                        List.of("198.51.100.0/24", "2001:db8:0:0:0:0:0:7"),
                        Transfer.REFER));
    }

    @Test
    void whatATrunkDoesNotSayIsAtItsDefault() {
        String numberId = server.api().post(PROVISION, """
                {"phoneNumber": "+12025550150", "provider": "sip", "sip": {"host": "sip.example.com"}}""").text("/id");

        assertThat(trunks().carried(numberId).trunk().get())
                .contains(new SipTrunk(
                        "sip.example.com",
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        "sip.example.com",
                        true,
                        List.of(AudioCodec.values()),
                        Encryption.OFF,
                        null,
                        60,
                        List.of(),
                        Transfer.BRIDGE));
    }

    @Test
    void aTrunkIsReplacedAndItsPasswordStaysWithTheUserItBelongsTo() {
        String id = server.api().post(PROVISION, """
                {"phoneNumber": "+12025550150", "provider": "sip", "sip": {"host": "sip.example.com", "port": 5070,
                 "username": "u", "password": "hidden", "srtp": "optional"}}""").text("/id");

        Answer changed = change(id, "{\"host\": \" SIP.Example.com. \", \"username\": \"u\", \"register\": true}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.response().body()).doesNotContain("sip.example.com", "hidden");
        SipTrunk trunk = trunks().carried(id).trunk().get().orElseThrow();
        assertThat(trunk.host()).isEqualTo("sip.example.com");
        assertThat(trunk.password()).isEqualTo("hidden");
        assertThat(trunk.register()).isTrue();
        assertThat(trunk.port()).as("what is left out is at its default").isNull();
        assertThat(trunk.srtp()).isEqualTo(Encryption.OFF);

        for (String elsewhere : List.of(
                "{\"host\": \"evil.example.com\", \"username\": \"u\"}",
                "{\"host\": \"sip.example.com\", \"username\": \"u\", \"outboundProxy\": \"evil.example.com\"}",
                "{\"host\": \"sip.example.com\", \"username\": \"u\", \"authUser\": \"other\"}",
                "{\"host\": \"sip.example.com\"}")) {
            change(id, "{\"host\": \"sip.example.com\", \"username\": \"u\", \"password\": \"hidden\"}");
            assertThat(change(id, elsewhere).status()).isEqualTo(200);
            assertThat(trunks().carried(id).trunk().get().orElseThrow().password())
                    .as(elsewhere)
                    .isNull();
        }
    }

    @Test
    void aTrunkIsReadBackAsItWasGivenButForItsPassword() {
        String given = """
                {"host":"sip.example.com","port":5070,"transport":"tls","username":"u","authUser":"a","register":false,\
                "outboundProxy":"edge.example.com:5080","fromDomain":"example.com","plus":false,\
                "codecs":["pcma","pcmu"],"srtp":"required","publicAddress":"203.0.113.7",\
                "optionsIntervalSeconds":0,"inboundAddresses":["203.0.113.0/24"],"transfer":"refer"}""";
        String id = server.api()
                .post(
                        PROVISION,
                        "{\"phoneNumber\": \"+12025550150\", \"provider\": \"sip\", \"sip\": "
                                + given.replace("{", "{\"password\": \"hidden\", ") + "}")
                .text("/id");
        String path = "/api/telephony/numbers/" + id;

        Answer read = server.api().get(path);
        assertThat(read.json().path("sip").toString()).isEqualTo(given);
        assertThat(read.text("/passwordSet")).isEqualTo("true");
        assertThat(read.text("/number/id")).isEqualTo(id);
        assertThat(read.response().body()).doesNotContain("hidden");

        assertThat(change(id, read.json().path("sip").toString()).status()).isEqualTo(200);
        assertThat(server.api().get(path).response().body())
                .isEqualTo(read.response().body());
        change(id, "{\"host\": \"sip.example.com\"}");
        assertThat(server.api().get(path).json().toString())
                .endsWith("\"sip\":{\"host\":\"sip.example.com\"},\"passwordSet\":false}");

        Answer simulated = server.api().get("/api/telephony/numbers/" + server.phoneNumberId());
        assertThat(simulated.json().has("sip")).isFalse();
        CheckedApi theirs = new CheckedApi(server.url())
                .withBearer(server.otherOrganization().key());
        assertThat(theirs.get(path).status()).isEqualTo(404);
        server.api().delete("/api/phone-numbers/" + id);
        assertThat(server.api().get(path).status()).isEqualTo(404);
    }

    @Test
    void onlyTheTrunkOfANumberOfOursThatCanHaveOneIsChanged() {
        String id = server.api().post(PROVISION, """
                {"phoneNumber": "+12025550150", "provider": "sip", "sip": {"host": "a.example.com"}}""").text("/id");
        CheckedApi theirs = new CheckedApi(server.url())
                .withBearer(server.otherOrganization().key());

        assertThat(theirs.put("/api/telephony/numbers/" + id + "/trunk", "{\"host\": \"b.example.com\"}")
                        .status())
                .isEqualTo(404);
        assertThat(theirs.get("/api/telephony/numbers/" + id + "/status").status())
                .isEqualTo(404);
        assertThat(change(server.phoneNumberId(), "{\"host\": \"b.example.com\"}")
                        .code())
                .as("of the simulated network")
                .isEqualTo("conflict");
        assertThat(change(id, "{\"host\": \"b.example.com\", \"port\": 0}").text("/details/fields/0/path"))
                .isEqualTo("port");
        assertThat(trunks().held()).singleElement().satisfies(held -> {
            assertThat(held.number().e164()).isEqualTo("+12025550150");
            assertThat(held.trunk().get().orElseThrow().host()).isEqualTo("a.example.com");
        });

        server.api().delete("/api/phone-numbers/" + id);
        assertThat(trunks().held()).isEmpty();
        assertThat(change(id, "{\"host\": \"b.example.com\"}").status()).isEqualTo(404);
    }

    @Test
    void aNumberOfTheSimulatedNetworkSaysThatItCanCall() {
        Answer health = server.api().get("/api/telephony/numbers/" + server.phoneNumberId() + "/status");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("ok").asBoolean()).isTrue();
        assertThat(health.json().path("checks")).hasSize(1);
        assertThat(health.text("/checks/0/sentence")).contains("nobody's phone rings");
    }

    private Answer change(String numberId, String trunk) {
        return server.api().put("/api/telephony/numbers/" + numberId + "/trunk", trunk);
    }

    private Trunks trunks() {
        return new Trunks(server.database(), new Seal(new KeyFiles(server.home()).key(Use.SEAL_PASSWORDS)));
    }

    private String storedPassword() {
        return server.database()
                .read(handle -> handle.createQuery("SELECT password FROM number_trunks")
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void aNumberFromElsewhereIsAttachedAndItsTrunkShownNowhere() {
        Answer attached = server.api().post(PROVISION, """
                {"phoneNumber": "+12025550150", "provider": "sip",
                 "sip": {"host": "sip.example.com", "transport": "tls", "username": "u", "password": "hidden"}}""");

        assertThat(attached.status()).isEqualTo(201);
        assertThat(attached.text("/provider")).isEqualTo("sip");
        assertThat(attached.response().body()).doesNotContain("hidden", "sip.example.com");
        assertThat(server.api().get("/api/telephony/numbers/owned").response().body())
                .contains("+12025550150")
                .doesNotContain("hidden", "sip.example.com");
        String trunk = server.database()
                .read(handle -> handle.createQuery(
                                "SELECT host || ' ' || coalesce(port, 0) || ' ' || transport FROM number_trunks")
                        .mapTo(String.class)
                        .one());
        assertThat(trunk).isEqualTo("sip.example.com 0 tls");
        assertThat(balance()).isEqualByComparingTo("5000");
        assertThat(server.api()
                        .post(PROVISION, "{\"phoneNumber\": \"+12025550150\", \"provider\": \"simulated\"}")
                        .code())
                .isEqualTo("number_taken");
    }

    @Test
    void aTrunkThatMakesNoSenseIsRefused() {
        for (String rest : List.of(
                "\"provider\": \"sip\"",
                "\"provider\": \"simulated\", \"sip\": {\"host\": \"a\"}",
                "\"provider\": \"Sip!\"",
                "\"provider\": \"sip\", \"sip\": {}",
                "\"provider\": \"sip\", \"sip\": {\"host\": \"a b\"}",
                "\"provider\": \"sip\", \"sip\": {\"host\": \"a\", \"port\": 0}",
                "\"provider\": \"sip\", \"sip\": {\"host\": \"a\", \"port\": 65536}",
                "\"provider\": \"sip\", \"sip\": {\"host\": \"a\", \"transport\": \"sctp\"}",
                "\"provider\": \"sip\", \"sip\": {\"host\": \"a\", \"password\": \"p\"}",
                "\"provider\": \"sip\", \"sip\": {\"host\": \"a\", \"username\": \"" + "u".repeat(129) + "\"}",
                "\"provider\": \"sip\", \"sip\": {\"host\": \"a\\u0000\"}")) {
            Answer refused = server.api().post(PROVISION, "{\"phoneNumber\": \"+12025550150\", " + rest + "}");
            assertThat(refused.status()).as(rest).isEqualTo(400);
        }
        assertThat(server.api()
                        .post(PROVISION, "{\"phoneNumber\": \"+10000000000\", \"provider\": \"simulated\"}")
                        .status())
                .isEqualTo(400);
        assertThat(server.api()
                        .get("/api/telephony/numbers/owned")
                        .json()
                        .path("total")
                        .asInt())
                .isOne();
    }

    private JsonNode search(String query) {
        return server.api().get("/api/telephony/numbers/search?" + query).json().path("data");
    }

    private static Answer buy(CheckedApi api, String number, String more) {
        return api.post(BUY, "{\"phoneNumber\": \"" + number + "\"" + more + "}");
    }

    private BigDecimal balance() {
        return server.api().get("/api/billing/balance").json().path("total").decimalValue();
    }
}
