package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.phone.sip.DigestCredentials.Authorization;
import com.osmtalk.voice.phone.sip.DigestCredentials.Challenger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digest answers, with the examples of the standards; every expected response is one that was published there. */
class DigestCredentialsTest {
    private static final String URI = "sip:+12025550100@trunk.example.com";

    /** RFC 7616, 3.9.1: one server that offers both algorithms. */
    @Test
    void theExampleOfRfc7616IsAnsweredWithTheStrongerAlgorithm() {
        String parameters = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
                + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        DigestCredentials mufasa =
                new DigestCredentials("Mufasa", "Circle of Life", () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        String both = value(mufasa.exchange()
                .answer(
                        Challenger.SERVER,
                        List.of(
                                "Digest " + parameters + ", algorithm=MD5",
                                "Digest " + parameters + ", algorithm=SHA-256"),
                        "GET",
                        "/dir/index.html",
                        ""));
        assertThat(both)
                .contains(
                        "username=\"Mufasa\"",
                        "algorithm=SHA-256,",
                        "qop=auth,",
                        "nc=00000001",
                        "cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\"",
                        "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
                        "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");

        DigestCredentials again =
                new DigestCredentials("Mufasa", "Circle of Life", () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        String weaker = value(again.exchange()
                .answer(
                        Challenger.SERVER,
                        List.of("Digest " + parameters + ", algorithm=MD5"),
                        "GET",
                        "/dir/index.html",
                        ""));
        assertThat(weaker).contains("algorithm=MD5,", "response=\"8ca523f5e9506fed4657c9700eebdbec\"");
    }

    /** RFC 2617, 3.5. */
    @Test
    void theExampleOfRfc2617IsAnswered() {
        DigestCredentials mufasa = new DigestCredentials("Mufasa", "Circle Of Life", () -> "0a4f113b");

        String value = value(mufasa.exchange()
                .answer(
                        Challenger.SERVER,
                        List.of("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                                + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
                                + "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""),
                        "GET",
                        "/dir/index.html",
                        ""));

        assertThat(value).contains("response=\"6629fae49393a05397450978507c4ef1\"");
    }

    /** draft-smith-sipping-auth-examples-01, 3.1 to 3.3: an INVITE, with each of the forms that SIP servers ask for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                   | bf57e4e0d0bffc0fbaedce64d59add5e
            , algorithm=MD5                      | bf57e4e0d0bffc0fbaedce64d59add5e
            , algorithm=md5, qop="auth"          | 89eb0059246c02b2f6ee02c7961d5ea3
            , qop="auth", algorithm=MD5          | 89eb0059246c02b2f6ee02c7961d5ea3
            , qop=auth                           | 89eb0059246c02b2f6ee02c7961d5ea3
            , qop="auth", algorithm=MD5-sess     | e4e4ea61d186d07a92c9e1f6919902e9
            """)
    void theExamplesOfSipAreAnswered(String more, String response) {
        DigestCredentials bob = new DigestCredentials("bob", "zanzibar", () -> "0a4f113b");

        String value = value(bob.exchange()
                .answer(
                        Challenger.SERVER,
                        List.of("Digest realm=\"biloxi.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
                                + "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"" + more),
                        "INVITE",
                        "sip:bob@biloxi.com",
                        ""));

        assertThat(value).contains("response=\"" + response + "\"").contains("uri=\"sip:bob@biloxi.com\"");
        assertThat(value.contains("qop=auth, nc=00000001")).isEqualTo(more.contains("qop"));
    }

    /** The same source, with {@code qop=auth-int}: the body is covered. */
    @Test
    void aBodyIsCoveredWhereTheServerAsksForThat() {
        String body = String.join(
                "\r\n",
                "v=0",
                "o=bob 2890844526 2890844526 IN IP4 media.biloxi.com",
                "s=-",
                "c=IN IP4 media.biloxi.com",
                "t=0 0",
                "m=audio 49170 RTP/AVP 0",
                "a=rtpmap:0 PCMU/8000",
                "m=video 51372 RTP/AVP 31",
                "a=rtpmap:31 H261/90000",
                "m=video 53000 RTP/AVP 32",
                "a=rtpmap:32 MPV/90000",
                "");
        DigestCredentials bob = new DigestCredentials("bob", "zanzibar", () -> "0a4f113b");

        String value = value(bob.exchange()
                .answer(
                        Challenger.SERVER,
                        List.of("Digest realm=\"biloxi.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
                                + "qop=\"auth-int\", algorithm=MD5"),
                        "INVITE",
                        "sip:bob@biloxi.com",
                        body));

        assertThat(value).contains("qop=auth-int", "response=\"bdbeebb2da6adb6bca02599c2239e192\"");
    }

    @Test
    void aNonceThatIsUsedAgainIsCountedAndNoTwoCnoncesAreTheSame() {
        DigestCredentials trunk = new DigestCredentials("u", "p");
        Set<String> cnonces = new HashSet<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String value = value(trunk.exchange()
                    .answer(Challenger.PROXY, List.of(challenge("r", "n1", "qop=\"auth\"")), "INVITE", URI, ""));
            cnonces.add(parameter(value, "cnonce"));
            counts.add(parameter(value, "nc"));
        }
        assertThat(cnonces).hasSize(12).allMatch(cnonce -> cnonce.length() == 32);
        assertThat(counts).startsWith("00000001", "00000002").endsWith("0000000b", "0000000c");

        String other = value(trunk.exchange()
                .answer(Challenger.PROXY, List.of(challenge("r", "n2", "qop=\"auth\"")), "INVITE", URI, ""));
        assertThat(parameter(other, "nc")).isEqualTo("00000001");
    }

    @Test
    void aSecondChallengeIsARefusalUnlessTheNonceWasStale() {
        DigestCredentials trunk = new DigestCredentials("u", "p");
        DigestCredentials.Exchange refused = trunk.exchange();
        assertThat(refused.answer(Challenger.SERVER, List.of(challenge("r", "n1", "")), "REGISTER", URI, ""))
                .hasSize(1);
        assertThat(refused.answer(Challenger.SERVER, List.of(challenge("r", "n2", "")), "REGISTER", URI, ""))
                .isEmpty();

        DigestCredentials.Exchange stale = trunk.exchange();
        stale.answer(Challenger.SERVER, List.of(challenge("r", "n1", "")), "REGISTER", URI, "");
        List<Authorization> tried =
                stale.answer(Challenger.SERVER, List.of(challenge("r", "n2", "stale=TRUE")), "REGISTER", URI, "");
        assertThat(value(tried)).contains("nonce=\"n2\"");
    }

    @Test
    void whoCallsEveryNonceStaleIsNotAnsweredForEver() {
        DigestCredentials.Exchange exchange = new DigestCredentials("u", "p").exchange();
        int answers = 0;
        while (!exchange.answer(
                        Challenger.SERVER, List.of(challenge("r", "n" + answers, "stale=true")), "REGISTER", URI, "")
                .isEmpty()) {
            answers++;
        }
        assertThat(answers).isBetween(2, 10);
    }

    /** RFC 3261, 22.3: a request may pass several proxies that each ask, and the server behind them. */
    @Test
    void aProxyAndTheServerBehindItAreBothAnswered() {
        DigestCredentials.Exchange exchange = new DigestCredentials("u", "p").exchange();
        exchange.answer(Challenger.PROXY, List.of(challenge("edge", "n1", "qop=\"auth\"")), "INVITE", URI, "");

        List<Authorization> both =
                exchange.answer(Challenger.SERVER, List.of(challenge("core", "n2", "")), "INVITE", URI, "");

        assertThat(both).extracting(Authorization::name).containsExactly("Proxy-Authorization", "Authorization");
        assertThat(both.get(0).value()).contains("realm=\"edge\"", "nc=00000002");
        assertThat(both.get(1).value()).contains("realm=\"core\"").doesNotContain("cnonce");
    }

    @Test
    void twoRealmsInOneResponseAreBothAnswered() {
        List<Authorization> both = new DigestCredentials("u", "p")
                .exchange()
                .answer(
                        Challenger.PROXY,
                        List.of(
                                challenge("a", "n1", "algorithm=MD5"),
                                challenge("b", "n2", "algorithm=SHA-256"),
                                challenge("a", "n3", "algorithm=SHA-256")),
                        "INVITE",
                        URI,
                        "");

        assertThat(both)
                .extracting(header -> parameter(header.value(), "nonce"))
                .containsExactlyInAnyOrder("n2", "n3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Digest ",
                "Basic realm=\"r\"",
                "Digest realm=\"r\"",
                "Digest nonce=\"n\"",
                "Digest realm=\"r\", nonce=\"n",
                "Digest realm=\"r\" nonce=\"n\" ;;;",
                "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256",
                "Digest realm=\"r\", nonce=\"n\", algorithm=AKAv1-MD5",
                "Digest realm=\"r\", nonce=\"n\", qop=\"token\"",
                "Digest realm=\"r\", nonce=\"n\", qop=\"\"",
                "Digest realm=\"r\r\nEvil: yes\", nonce=\"n\"",
                "Digest =\"r\", nonce=\"n\"",
                "\u0000"
            })
    void whatIsNotUnderstoodIsNotAnswered(String challenge) {
        DigestCredentials trunk = new DigestCredentials("u", "p");
        assertThat(trunk.exchange().answer(Challenger.SERVER, List.of(challenge), "REGISTER", URI, ""))
                .isEmpty();
        assertThat(trunk.exchange()
                        .answer(Challenger.SERVER, List.of(challenge, challenge("r", "n", "")), "REGISTER", URI, ""))
                .as("what stands beside it is")
                .hasSize(1);
    }

    @Test
    void whatIsQuotedComesBackAsItCame() {
        String value = value(new DigestCredentials("a\"b\\c", "p")
                .exchange()
                .answer(
                        Challenger.SERVER,
                        List.of("digest REALM = \"say \\\"x\\\", or y=z\" ,Nonce=\"a,b=c\" , opaque=\"\""),
                        "REGISTER",
                        URI,
                        ""));

        assertThat(value)
                .contains(
                        "realm=\"say \\\"x\\\", or y=z\"",
                        "nonce=\"a,b=c\"",
                        "opaque=\"\"",
                        "username=\"a\\\"b\\\\c\"");
    }

    @Test
    void aLongChallengeIsReadInNoTime() {
        String long1 = "Digest " + "a=\"\\\\\",".repeat(20_000) + "realm=\"r\", nonce=\"n\"";
        String long2 = "Digest realm=\"" + "\\".repeat(100_001) + "\", nonce=\"n\"";
        DigestCredentials trunk = new DigestCredentials("u", "p");

        assertThat(trunk.exchange().answer(Challenger.SERVER, List.of(long1), "REGISTER", URI, ""))
                .hasSize(1);
        assertThat(trunk.exchange().answer(Challenger.SERVER, List.of(long2), "REGISTER", URI, ""))
                .isEmpty();
    }

    @Test
    void nothingThatIsLoggedHoldsThePasswordOrAnAnswer() {
        DigestCredentials trunk = new DigestCredentials("u", "hidden");
        List<Authorization> headers =
                trunk.exchange().answer(Challenger.SERVER, List.of(challenge("r", "n", "")), "REGISTER", URI, "");

        assertThat(trunk + " " + headers).doesNotContain("hidden", "response");
    }

    private static String challenge(String realm, String nonce, String more) {
        return "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\"" + (more.isEmpty() ? "" : ", " + more);
    }

    private static String value(List<Authorization> headers) {
        assertThat(headers).hasSize(1);
        return headers.get(0).value();
    }

    private static String parameter(String value, String name) {
        Matcher matcher = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(value);
        assertThat(matcher.find()).as(name + " in " + value).isTrue();
        return matcher.group(1);
    }
}
