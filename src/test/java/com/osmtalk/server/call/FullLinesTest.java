package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.Persona;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.TestServer;
import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A number whose lines are all in use is known to be so, without asking the database, until a call ends. */
class FullLinesTest {
    private static final PhoneNumber OURS = PhoneNumber.of("+12025550199");
    private static final PhoneNumber THEIRS = PhoneNumber.of("+12025550142");

    @RegisterExtension
    final TestServer server = TestServer.create().withCaps(new ConcurrencyCaps(1, 1));

    @Test
    void theNextCallerIsRejectedAtOnceAndTakenAgainWhenACallHasEnded() {
        String web = server.client()
                .widget()
                .connect(server.agentId(), new ConnectRequest(null, null, null), null)
                .callId();
        assertThat(server.inboundCalls().rejectionAtOnce(OURS)).isEmpty();
        assertThat(ring()).contains(Rejection.BUSY);
        assertThat(server.inboundCalls().rejectionAtOnce(OURS)).contains(Rejection.BUSY);

        server.client().account().calls().end(web, null);

        assertThat(server.inboundCalls().rejectionAtOnce(OURS)).isEmpty();
        assertThat(ring()).isEmpty();
    }

    @Test
    void itIsForgottenAfterASecondSinceALineMayBecomeFreeOnAnotherServer() {
        AtomicLong now = new AtomicLong();
        FullLines full = new FullLines(server.database(), now::get);
        full.note(OURS);
        assertThat(full.includes(OURS)).isTrue();
        assertThat(full.includes(THEIRS)).isFalse();

        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(full.includes(OURS)).isFalse();
    }

    private Optional<Rejection> ring() {
        return server.simulatedNetwork().call(Persona.POLITE, 50, THEIRS, OURS, null);
    }
}
