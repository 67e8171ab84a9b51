package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes from a trunk's address and is no call: messages such as RFC 4475 has collected, garbage, and far too much.
 * Each may be answered or not; the next call is taken as ever.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4475">RFC 4475</a>
 */
class BadMessagesTest {
    private static final String OURS = PhoneCaller.OURS.e164();

    private final SipPhone phone = new SipPhone();
    private final PhoneCaller callee = new PhoneCaller();
    private InetSocketAddress there;

    @BeforeEach
    void listen() {
        there = callee.listen(
                call -> call.reject(Rejection.BUSY),
                PhoneCaller.number(PhoneCaller.OURS, phone.trunk().build()));
        callee.awaitTrunks(1);
    }

    @AfterEach
    void close() {
        callee.close();
        phone.close();
    }

    private void assertThatCallsAreTaken() {
        assertThat(phone.invite(there, OURS, "+442071838750").awaitAnswer().status())
                .isEqualTo(486);
    }

    static List<String> messages() throws IOException {
        try (InputStream in = BadMessagesTest.class.getResourceAsStream("bad-messages.txt")) {
            String[] each = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^== .*\n");
            return Arrays.stream(each)
                    .skip(1)
                    .map(message -> message.replace("\n", "\r\n"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageThatIsOddOrWrongBreaksNothing(String message) {
        for (int i = 0; i < 5; i++) {
            phone.send(message, there);
        }

        assertThatCallsAreTaken();
    }

    @Test
    void garbageBreaksNothing() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[1 + random.nextInt(1_400)];
            random.nextBytes(bytes);
            phone.send(new String(bytes, StandardCharsets.ISO_8859_1), there);
        }

        assertThatCallsAreTaken();
    }

    @Test
    void aMegabyteOnAConnectionBreaksNothing() throws IOException {
        try (Socket connection = new Socket(there.getAddress(), there.getPort())) {
            byte[] filling = "a".repeat(1_024).getBytes(StandardCharsets.US_ASCII);
            connection
                    .getOutputStream()
                    .write(("INVITE sip:" + OURS + "@127.0.0.1 SIP/2.0\r\n"
                                    + "Via: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKbig\r\n"
                                    + "Call-ID: big\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\n"
                                    + "From: <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>\r\n"
                                    + "Contact: <sip:a@127.0.0.1>\r\nContent-Length: 1048576\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try {
                for (int i = 0; i < 1_024; i++) {
                    connection.getOutputStream().write(filling);
                }
            } catch (IOException closedMeanwhile) {
                // as it should be
            }
        }
        try (Socket endless = new Socket(there.getAddress(), there.getPort())) {
            try {
                for (int i = 0; i < 1_024; i++) {
                    String header = "X-" + i + ": " + "b".repeat(1_000) + "\r\n";
                    endless.getOutputStream().write(header.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closedMeanwhile) {
                // as it should be
            }
        }

        assertThatCallsAreTaken();
    }
}
