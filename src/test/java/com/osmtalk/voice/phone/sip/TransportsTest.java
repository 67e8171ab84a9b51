package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestAuthority;
import com.osmtalk.Waiting;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways that SIP takes to a trunk, and what is kept of it. */
class TransportsTest {
    private PhoneCaller caller = new PhoneCaller();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        caller.close();
    }

    private void holdCall(SipPhone phone, SipTrunk trunk) {
        PhoneCaller.Call call = caller.dial(trunk);
        call.awaitEvents("answered");
        SipPhoneCall there = phone.call(0);
        there.awaitRequest("ACK");
        call.say("Hello.");
        there.sound().awaitVoice();
        assertThat(there.reinvite("sendonly").status()).isEqualTo(200);
        call.hangUp();
        there.awaitRequest("BYE");
    }

    private static SipSettings settings(String host, int port, int firstMediaPort, int lastMediaPort, Path traces) {
        return new SipSettings(host, port, null, firstMediaPort, lastMediaPort, traces);
    }

    private void callWith(SipSettings settings) {
        caller.close();
        caller = new PhoneCaller(settings);
    }

    @Test
    void overTcpACallIsHeldOnOneConnection() {
        try (SipPhone phone = SipPhone.overTcp()) {
            holdCall(phone, phone.trunk().build());

            assertThat(phone.call(0).invite().header("Contact")).contains("transport=tcp");
        }
    }

    @Test
    void overTlsTheTrunkShowsACertificateForItsName() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        caller.close();
        caller = new PhoneCaller(SipSettings.LOOPBACK, authority.trusting().getSocketFactory());
        try (SipPhone phone = SipPhone.overTls(authority.context("localhost"))) {
            holdCall(phone, localhost(phone, SipTrunk.Transport.TLS));
        }
    }

    @Test
    void overTlsATrunkWithAnothersCertificateIsNotCalled() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        caller.close();
        caller = new PhoneCaller(SipSettings.LOOPBACK, authority.trusting().getSocketFactory());
        try (SipPhone phone = SipPhone.overTls(authority.context("other.example.com"))) {
            caller.dial(localhost(phone, SipTrunk.Transport.TLS))
                    .awaitEvents("failed " + FailureReason.CARRIER_UNAVAILABLE);

            assertThat(phone.received()).isEmpty();
        }
    }

    @Test
    void aCallComesInOverTlsWhereThisServerHasACertificate() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        caller.close();
        SSLContext ours = authority.context("localhost");
        caller = new PhoneCaller(SipSettings.LOOPBACK, ours.getSocketFactory());
        try (SipPhone trunk = SipPhone.overTls(ours)) {
            InetSocketAddress there = caller.listen(
                    incoming -> incoming.reject(Rejection.BUSY),
                    PhoneCaller.number(PhoneCaller.OURS, localhost(trunk, SipTrunk.Transport.TLS)));
            caller.awaitTrunks(1);

            String invite = SipText.of(
                            "INVITE sip:" + PhoneCaller.OURS.e164() + "@127.0.0.1 SIP/2.0",
                            "",
                            "Via: SIP/2.0/TLS 127.0.0.1:" + trunk.port() + ";branch=z9hG4bKtls",
                            "Max-Forwards: 70",
                            "From: <sip:" + PhoneCaller.THEIRS.e164() + "@127.0.0.1>;tag=tls",
                            "To: <sip:" + PhoneCaller.OURS.e164() + "@127.0.0.1>",
                            "Call-ID: tls",
                            "CSeq: 1 INVITE",
                            "Contact: <sip:phone@127.0.0.1:" + trunk.port() + ";transport=tls>")
                    .toString();
            try (Socket connection = connectedOverTls(authority, there)) {
                connection.getOutputStream().write(invite.getBytes(StandardCharsets.UTF_8));
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
                assertThat(answers.lines().anyMatch(line -> line.startsWith("SIP/2.0 486")))
                        .isTrue();
            }
        }
    }

    /** The port for TLS is opened when the first trunk needs it. */
    private static Socket connectedOverTls(TestAuthority authority, InetSocketAddress there) throws Exception {
        SSLSocketFactory sockets = authority.trusting().getSocketFactory();
        return Waiting.until(SipPhone.LIMIT, () -> {
            try {
                return Optional.of(sockets.createSocket(there.getAddress(), there.getPort() + 1));
            } catch (IOException notYet) {
                return Optional.empty();
            }
        });
    }

    private static SipTrunk localhost(SipPhone phone, SipTrunk.Transport transport) {
        return SipTrunk.at("localhost").port(phone.port()).transport(transport).build();
    }

    @Test
    void aConnectionThatIsRefusedMakesTheTrunkUnavailable() {
        SipPhone gone = SipPhone.overTcp();
        gone.close();

        caller.dial(gone.trunk().build()).awaitEvents("failed " + FailureReason.CARRIER_UNAVAILABLE);
    }

    @Test
    void overIpv6ACallIsHeld() {
        callWith(settings("0.0.0.0", 0, 30_000, 39_999, null));
        try (SipPhone phone = new SipPhone("::1")) {
            PhoneCaller.Call call = caller.dial(phone.trunk().build());

            call.awaitEvents("answered");
            assertThat(phone.call(0).invite().header("Contact")).contains("[0:0:0:0:0:0:0:1]");
            call.hangUp();
            phone.call(0).awaitRequest("BYE");
        }
    }

    @Test
    void theMessagesOfACallAreKeptWithoutItsCredentials() throws Exception {
        callWith(settings("0.0.0.0", 0, 30_000, 39_999, folder));
        try (SipPhone phone = new SipPhone()) {
            phone.will(call -> call.reject(
                    "407 Proxy Authentication Required",
                    "Proxy-Authenticate: Digest realm=\"trunk\", nonce=\"abcdef\", qop=\"auth\""));
            PhoneCaller.Call call =
                    caller.dial(phone.trunk().username("ann").password("secret").build());
            call.awaitEvents("answered");
            call.hangUp();
            phone.call(0).awaitRequest("BYE");
        }
        caller.close();

        String kept = Files.readString(folder.resolve("call_test.sip.txt"));
        assertThat(kept).containsOnlyOnce("SIP/2.0 407").doesNotContain("0:0:0:0:0:0:0:0", "0.0.0.0");
        assertThat(kept.indexOf("INVITE sip:")).isLessThan(kept.indexOf("SIP/2.0 407"));
        assertThat(kept)
                .contains("INVITE sip:", "SIP/2.0 407", "SIP/2.0 200", "BYE sip:", "Proxy-Authorization: (left out)")
                .doesNotContain("secret", "abcdef", "response=");
    }

    @Test
    void theMessagesOfACallThatComesInAreKeptToo() throws Exception {
        callWith(settings("127.0.0.1", 0, 30_000, 39_999, folder));
        try (SipPhone phone = new SipPhone()) {
            InetSocketAddress there = caller.listen(
                    incoming -> caller.answer(incoming),
                    PhoneCaller.number(PhoneCaller.OURS, phone.trunk().build()));
            caller.awaitTrunks(1);
            SipPhoneCall call = phone.invite(
                    there,
                    PhoneCaller.OURS.e164(),
                    PhoneCaller.THEIRS.e164(),
                    "Proxy-Authorization: Digest username=\"ann\", response=\"secret\"");
            call.awaitAnswer();
            call.bye();
            phone.invite(there, "+442071838799", PhoneCaller.THEIRS.e164()).awaitAnswer();
        }
        caller.close();

        String kept = Files.readString(folder.resolve("call_test.sip.txt"));
        assertThat(kept)
                .containsOnlyOnce("INVITE sip:")
                .contains("SIP/2.0 200", "ACK sip:", "BYE sip:", "Proxy-Authorization: (left out)")
                .doesNotContain("secret", "ann");
        try (Stream<Path> files = Files.list(folder)) {
            Path refused = files.filter(file -> file.getFileName().toString().startsWith("refused-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(refused)).contains("INVITE sip:+442071838799@", "SIP/2.0 404");
        }
    }

    @Test
    void aPortThatIsTakenFailsTheCallAndTheNextOneTriesAgain() {
        try (SipPhone phone = new SipPhone()) {
            try (SipPhone other = SipPhone.overTcp()) {
                callWith(settings("127.0.0.1", other.port(), 30_000, 39_999, null));
                caller.dial(phone.trunk().build()).awaitEvents("failed " + FailureReason.CARRIER_UNAVAILABLE);
            }

            caller.dial(phone.trunk().build()).awaitEvents("answered");
        }
    }

    /** An even port that is free with the one after it. */
    private static int freePair() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        while (true) {
            try (DatagramSocket any = new DatagramSocket(0, loopback)) {
                int port = any.getLocalPort();
                if (port % 2 == 0) {
                    new DatagramSocket(port + 1, loopback).close();
                    return port;
                }
            } catch (BindException nextIsTaken) {
                // another one
            }
        }
    }

    @Test
    void withoutAPortForSoundACallFailsAndTheNextOneIsMade() throws IOException {
        int pair = freePair();
        callWith(settings("127.0.0.1", 0, pair, pair + 1, null));
        try (SipPhone phone = new SipPhone()) {
            PhoneCaller.Call first = caller.dial(phone.trunk().build());
            first.awaitEvents("answered");
            caller.dial(phone.trunk().build()).awaitEvents("failed " + FailureReason.CARRIER_UNAVAILABLE);

            first.hangUp();
            phone.call(0).awaitRequest("BYE");

            caller.dial(phone.trunk().build()).awaitEvents("answered");
        }
    }
}
