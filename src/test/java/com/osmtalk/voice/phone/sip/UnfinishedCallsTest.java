package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of telephones whose server has died: the next one ends their calls. */
class UnfinishedCallsTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path ofTheDead;

    private final SipPhone phone = new SipPhone();

    @AfterEach
    void close() {
        phone.close();
    }

    /** What a server leaves that dies in this moment: one that closes ends its calls itself. */
    private void die() throws IOException {
        for (Path file : files(folder)) {
            Files.copy(file, ofTheDead.resolve(file.getFileName()));
        }
        phone.received().clear();
    }

    private static List<Path> files(Path in) {
        try (Stream<Path> files = Files.list(in)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPhoneThatRingsIsTakenBack() throws IOException {
        phone.always(SipPhoneCall::ring);
        try (PhoneCaller dying = new PhoneCaller(folder)) {
            dying.dial(phone.trunk().build()).awaitEvents("ringing");
            SipText invite = phone.call(0).invite();
            die();

            try (PhoneCaller next = new PhoneCaller(ofTheDead)) {
                next.listen(call -> {});
                SipText cancel = phone.awaitRequest("CANCEL");
                assertThat(cancel.header("Call-ID")).isEqualTo(invite.header("Call-ID"));
                assertThat(cancel.header("Via")).contains(branch(invite));
                Waiting.untilTrue(SipPhone.LIMIT, () -> files(ofTheDead).isEmpty());
            }
        }
    }

    private static String branch(SipText message) {
        return message.header("Via").replaceAll(".*branch=([^;]+).*", "$1");
    }

    @Test
    void aPhoneThatWasAnsweredIsHungUpOn() throws IOException {
        try (PhoneCaller dying = new PhoneCaller(folder)) {
            dying.dial(phone.trunk().build()).awaitEvents("answered");
            phone.call(0).awaitRequest("ACK");
            String tag = SipText.tag(phone.call(0).invite().header("From"));
            die();

            try (PhoneCaller next = new PhoneCaller(ofTheDead)) {
                next.listen(call -> {});
                SipText bye = phone.awaitRequest("BYE");
                assertThat(bye.header("Call-ID")).isEqualTo(phone.call(0).callId());
                assertThat(SipText.tag(bye.header("From"))).isEqualTo(tag);
                assertThat(SipText.tag(bye.header("To"))).isNotEmpty();
            }
        }
    }

    @Test
    void aCallThatHasEndedLeavesNothing() {
        try (PhoneCaller server = new PhoneCaller(folder)) {
            PhoneCaller.Call call = server.dial(phone.trunk().build());
            call.awaitEvents("answered");
            assertThat(files(folder)).hasSize(1);

            call.hangUp();
            phone.call(0).awaitRequest("BYE");

            assertThat(files(folder)).isEmpty();
        }
    }
}
