package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Where a trunk's requests go, asked of a real DNS server. */
class TrunkTargetsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private TestDns dns;

    @BeforeEach
    void start() throws IOException {
        dns = new TestDns();
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,        , ,    192.0.2.7:5060 UDP",
        "192.0.2.7,        , TCP, 192.0.2.7:5060 TCP",
        "192.0.2.7,        , TLS, 192.0.2.7:5061 TLS",
        "192.0.2.7,    5070, TLS, 192.0.2.7:5070 TLS",
        "[2001:db8::1],    , UDP, 2001:db8:0:0:0:0:0:1:5060 UDP",
        "2001:db8::1,  5080, ,    2001:db8:0:0:0:0:0:1:5080 UDP",
        "LocalHost,        , ,    127.0.0.1:5060 UDP",
    })
    void anAddressIsNotAskedOfDns(String host, Integer port, Transport transport, String target) throws Exception {
        assertThat(find(host, port, transport)).containsExactly(target);
        assertThat(dns.questions()).isEmpty();
    }

    @Test
    void aPortThatIsSaidLeavesTheAddressOnly() throws Exception {
        dns.a("sip.example.com", "192.0.2.1")
                .a("sip.example.com", "192.0.2.2")
                .record("sip.example.com", Type.AAAA, "2001:db8::5")
                .srv("_sip._udp.sip.example.com", "1 1 5099 other.example.com.");

        assertThat(find("sip.example.com", 5070, null))
                .containsExactlyInAnyOrder("192.0.2.1:5070 UDP", "192.0.2.2:5070 UDP", "2001:db8:0:0:0:0:0:5:5070 UDP")
                .last()
                .as("IPv6 comes after IPv4")
                .isEqualTo("2001:db8:0:0:0:0:0:5:5070 UDP");
        assertThat(dns.questions()).noneMatch(question -> question.endsWith("SRV") || question.endsWith("NAPTR"));
    }

    @Test
    void aTransportThatIsSaidLeavesTheServicesOfThatOne() throws Exception {
        dns.srv("_sips._tcp.sip.example.com", "20 0 5065 b.example.com.")
                .srv("_sips._tcp.sip.example.com", "10 0 5064 a.example.com.")
                .srv("_sip._udp.sip.example.com", "1 0 5060 udp.example.com.")
                .a("a.example.com", "192.0.2.1")
                .a("b.example.com", "192.0.2.2")
                .a("udp.example.com", "192.0.2.3");

        assertThat(find("sip.example.com", null, Transport.TLS))
                .containsExactly("192.0.2.1:5064 TLS", "192.0.2.2:5065 TLS");
    }

    /** RFC 3263, 4.1: its example, in which the domain prefers TLS, then TCP. */
    @Test
    void theDomainsOwnOrderOfTransportsIsFollowed() throws Exception {
        dns.record("example.com", Type.NAPTR, "90 50 \"s\" \"SIP+D2T\" \"\" _sip._tcp.example.com.")
                .record("example.com", Type.NAPTR, "50 50 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.example.com.")
                .record("example.com", Type.NAPTR, "100 50 \"S\" \"sip+d2u\" \"\" _other._udp.example.com.")
                .record("example.com", Type.NAPTR, "10 50 \"s\" \"SIP+D2S\" \"\" _sip._sctp.example.com.")
                .record("example.com", Type.NAPTR, "10 50 \"u\" \"E2U+sip\" \"!^.*$!sip:x@example.com!\" .")
                .srv("_sips._tcp.example.com", "1 0 5061 tls.example.com.")
                .srv("_sip._tcp.example.com", "1 0 5060 tcp.example.com.")
                .srv("_other._udp.example.com", "1 0 5062 udp.example.com.")
                .a("tls.example.com", "192.0.2.1")
                .a("tcp.example.com", "192.0.2.2")
                .a("udp.example.com", "192.0.2.3");

        assertThat(find("example.com", null, null))
                .containsExactly("192.0.2.1:5061 TLS", "192.0.2.2:5060 TCP", "192.0.2.3:5062 UDP");
    }

    @Test
    void withoutNaptrRecordsTheServicesOfEachTransportAreTaken() throws Exception {
        dns.srv("_sip._tcp.example.com", "1 0 5060 sip.example.com.").a("sip.example.com", "192.0.2.1");

        assertThat(find("example.com", null, null)).containsExactly("192.0.2.1:5060 TCP");
    }

    @ParameterizedTest
    @CsvSource({", 192.0.2.9:5060 UDP", "TCP, 192.0.2.9:5060 TCP", "TLS, 192.0.2.9:5061 TLS"})
    void withoutServicesTheHostsOwnAddressIsTaken(Transport transport, String target) throws Exception {
        dns.a("pbx.example.com", "192.0.2.9");

        assertThat(find("pbx.example.com", null, transport)).containsExactly(target);
    }

    @Test
    void anAliasIsFollowed() throws Exception {
        dns.record("trunk.example.com", Type.CNAME, "edge.example.net.")
                .record("trunk.example.com", Type.A, "192.0.2.4");

        assertThat(find("trunk.example.com", 5060, Transport.UDP)).contains("192.0.2.4:5060 UDP");
    }

    @Test
    void aServerOfAServiceThatHasNoAddressIsLeftOut() throws Exception {
        dns.srv("_sip._udp.example.com", "1 0 5060 gone.example.com.")
                .srv("_sip._udp.example.com", "2 0 5060 here.example.com.")
                .a("here.example.com", "192.0.2.1");

        assertThat(find("example.com", null, Transport.UDP)).containsExactly("192.0.2.1:5060 UDP");
    }

    /** RFC 2782: a target of {@code .} says that the service is decidedly not there. */
    @Test
    void aServiceThatIsDeclinedIsNotUsed() throws Exception {
        dns.srv("_sip._udp.example.com", "0 0 0 .")
                .srv("_sip._tcp.example.com", "1 0 5060 tcp.example.com.")
                .a("tcp.example.com", "192.0.2.1");

        assertThat(find("example.com", null, null)).containsExactly("192.0.2.1:5060 TCP");
    }

    @Test
    void withinAPriorityTheLoadIsSharedByWeight() throws Exception {
        dns.srv("_sip._udp.example.com", "1 75 5060 heavy.example.com.")
                .srv("_sip._udp.example.com", "1 25 5060 light.example.com.")
                .srv("_sip._udp.example.com", "1 0 5060 never.example.com.")
                .srv("_sip._udp.example.com", "2 100 5060 last.example.com.")
                .a("heavy.example.com", "192.0.2.1")
                .a("light.example.com", "192.0.2.2")
                .a("never.example.com", "192.0.2.3")
                .a("last.example.com", "192.0.2.4");
        TrunkTargets targets = dns.targets(LONG, 7);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            List<String> found = TestDns.written(targets.find("example.com", null, Transport.UDP)
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS));
            assertThat(found).hasSize(4).last().isEqualTo("192.0.2.4:5060 UDP");
            first.merge(found.get(0), 1, Integer::sum);
        }
        assertThat(first.get("192.0.2.1:5060 UDP")).isBetween(250, 350);
        assertThat(first.get("192.0.2.2:5060 UDP")).isBetween(60, 140);
        assertThat(first.getOrDefault("192.0.2.3:5060 UDP", 0)).isLessThan(25);
        assertThat(dns.questions().stream()
                        .filter(question -> question.equals("_sip._udp.example.com. SRV"))
                        .count())
                .as("what is known is not asked again")
                .isOne();
    }

    @Test
    void aDnsServerThatFailsOnServicesIsNoReasonNotToCall() throws Exception {
        dns.a("pbx.example.com", "192.0.2.9")
                .failing("pbx.example.com", Type.NAPTR, Rcode.NOTIMP)
                .failing("_sip._udp.pbx.example.com", Type.SRV, Rcode.SERVFAIL)
                .failing("_sip._tcp.pbx.example.com", Type.SRV, Rcode.REFUSED)
                .silent("_sips._tcp.pbx.example.com");

        assertThat(TestDns.written(dns.targets(Duration.ofSeconds(2), 1)
                        .find("pbx.example.com", null, null)
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS)))
                .containsExactly("192.0.2.9:5060 UDP");
    }

    @Test
    void whyThereIsNoAddressIsSaid() throws Exception {
        dns.record("mail.example.com", Type.TXT, "hello")
                .failing("down.example.com", Type.A, Rcode.SERVFAIL)
                .failing("down.example.com", Type.AAAA, Rcode.SERVFAIL)
                .silent("slow.example.com");

        assertThatThrownBy(() -> find("no.example.com", null, null))
                .hasMessageContaining("There is no host no.example.com. Look for a mistake");
        assertThatThrownBy(() -> find("mail.example.com", 5060, null))
                .hasMessageContaining("mail.example.com has no address");
        assertThatThrownBy(() -> find("down.example.com", 5060, null))
                .hasMessageContaining("DNS gave no answer about down.example.com");
        assertThatThrownBy(() -> dns.targets(Duration.ofMillis(300), 1)
                        .find("slow.example.com", 5060, null)
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("DNS gave no answer about slow.example.com");
    }

    @Test
    void anAddressThatIsNoTrunksIsNotUsed() throws Exception {
        dns.a("metadata.example.com", "169.254.169.254")
                .a("mixed.example.com", "169.254.1.1")
                .a("mixed.example.com", "192.0.2.1");

        for (String host : List.of("metadata.example.com", "169.254.169.254", "[fe80::1]", "0.0.0.0", "224.0.0.1")) {
            assertThatThrownBy(() -> find(host, 5060, null))
                    .as(host)
                    .hasMessageContaining("has no address that a trunk can have");
        }
        assertThat(find("mixed.example.com", 5060, null)).containsExactly("192.0.2.1:5060 UDP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".", "", "a b\\", "\\999.x"})
    void whatIsNoNameIsRefusedWithAReason(String host) {
        assertThatThrownBy(() -> find(host, 5060, null)).hasCauseInstanceOf(UnresolvedTrunkException.class);
    }

    @Test
    void aNameInWhichNoServiceFitsIsLookedUpAlone() throws Exception {
        String label = "a".repeat(61);
        String host = label + "." + label + "." + label + "." + label;
        dns.a(host, "192.0.2.1");

        assertThat(find(host, null, Transport.TCP)).containsExactly("192.0.2.1:5060 TCP");
    }

    @Test
    void aNameWithManyServersGivesSomeOfThem() throws Exception {
        for (int i = 0; i < 30; i++) {
            dns.srv("_sip._udp.example.com", i + " 0 5060 h" + i + ".example.com.")
                    .a("h" + i + ".example.com", "192.0.2." + i);
        }
        assertThat(find("example.com", null, Transport.UDP)).hasSize(24).startsWith("192.0.2.0:5060 UDP");
    }

    @ParameterizedTest
    @CsvSource({
        "edge.example.com,       edge.example.com:5060",
        "edge.example.com:5099,  edge.example.com:5099",
        "[2001:db8::9]:5061,     [2001:db8::9]:5061",
    })
    void anOutboundProxyStandsForTheHost(String proxy, String asked) throws Exception {
        dns.a("edge.example.com", "192.0.2.8");
        SipTrunk trunk =
                SipTrunk.at("sip.example.com").port(7777).outboundProxy(proxy).build();

        int port = Integer.parseInt(asked.substring(asked.lastIndexOf(':') + 1));
        assertThat(dns.targets(LONG, 1).find(trunk).toCompletableFuture().get(120, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(target -> assertThat(target.address().getPort()).isEqualTo(port));
        assertThat(dns.questions()).noneMatch(question -> question.contains("sip.example.com. A"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a:", "a:0", "a:65536", "a:1:2", "[::1", "::1", "sip:a", "a;transport=tcp", "a/b"})
    void whatIsNoHostAndPortIsNotRead(String text) {
        assertThat(HostPort.parse(text)).isEmpty();
    }

    private List<String> find(String host, Integer port, Transport transport) throws Exception {
        return TestDns.written(dns.targets(LONG, 1)
                .find(host, port, transport)
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS));
    }
}
