package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The torture messages of RFC 4475, from a trunk's address: each has the answer that its section of the fixture says,
 * or none, and the next call is taken as ever.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4475">RFC 4475</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TortureTest {
    private static final String OURS = PhoneCaller.OURS.e164();
    private static final Pattern HEADING = Pattern.compile("(?m)^== (.*) -> (.*)\n");
    private static final Pattern CALL_ID = Pattern.compile("(?mi)^(?:Call-ID|i) *: *([^\\r\\n]*)");

    private final SipPhone phone = new SipPhone();
    private final PhoneCaller callee = new PhoneCaller();
    private InetSocketAddress there;

    @BeforeAll
    void listen() {
        there = callee.listen(
                call -> call.reject(Rejection.BUSY),
                PhoneCaller.number(PhoneCaller.OURS, phone.trunk().build()));
        callee.awaitTrunks(1);
    }

    @AfterAll
    void close() {
        callee.close();
        phone.close();
    }

    private record Torture(String name, String outcome, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Torture> messages() throws IOException {
        try (InputStream in = TortureTest.class.getResourceAsStream("torture-messages.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Torture> all = new ArrayList<>();
            Matcher heading = HEADING.matcher(text);
            while (heading.find()) {
                int next = text.indexOf("\n== ", heading.end());
                String message = text.substring(heading.end(), next < 0 ? text.length() : next + 1);
                all.add(new Torture(heading.group(1), heading.group(2), message));
            }
            return all;
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void eachIsAnsweredAsItShould(Torture torture) {
        String message = torture.message()
                .replace("{via}", phone.address() + ":" + phone.port())
                .replace("{long}", "0123456789".repeat(20))
                .replace("\n", "\r\n");
        String callId = callId(message);

        phone.send(message, there);

        if (!torture.outcome().equals("nothing")) {
            phone.await(answer -> !answer.isRequest()
                    && answer.header("Call-ID").equals(callId)
                    && answer.status() == Integer.parseInt(torture.outcome()));
        }
        assertThat(phone.invite(there, OURS, "+442071838750").awaitAnswer().status())
                .isEqualTo(486);
        assertThat(phone.received())
                .filteredOn(answer ->
                        !answer.isRequest() && answer.header("Call-ID").equals(callId))
                .allMatch(answer -> torture.outcome().equals(String.valueOf(answer.status())));
    }

    /** Some have it in its short form, some twice, and one has none. */
    private static String callId(String message) {
        Matcher id = CALL_ID.matcher(message);
        return id.find() ? id.group(1) : "";
    }
}
