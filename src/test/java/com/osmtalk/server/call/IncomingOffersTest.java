package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Persona;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls that nobody has announced, as a carrier brings them in: whoever owns the number answers, or the caller is
 * turned away.
 */
class IncomingOffersTest {
    private static final PhoneNumber OURS = PhoneNumber.of("+12025550199");
    private static final PhoneNumber THEIRS = PhoneNumber.of("+12025550142");

    @RegisterExtension
    final TestServer server = TestServer.create().withCaps(new ConcurrencyCaps(1, 1));

    @Test
    void theAgentOfTheNumberAnswersAndTheCallIsStored() {
        assertThat(ring(OURS, THEIRS)).isEmpty();

        Call call = onlyCall();
        assertThat(call.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(call.direction()).isEqualTo(CallDirection.INBOUND);
        assertThat(call.from()).isEqualTo(THEIRS.e164());
        assertThat(call.to()).isEqualTo(OURS.e164());
        assertThat(call.phoneNumberId()).isEqualTo(server.phoneNumberId());
        assertThat(call.agentId()).isEqualTo(server.agentId());
        assertThat(call.costSip().paise()).isPositive();
    }

    @Test
    void aCallerWhoWithholdsTheirNumberIsAnsweredToo() {
        assertThat(ring(OURS, null)).isEmpty();

        assertThat(onlyCall().status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(onlyCall().from()).isNull();
    }

    @Test
    void aNumberOfNobodyIsNone() {
        assertThat(ring(PhoneNumber.of("+12025550177"), THEIRS)).contains(Rejection.NO_SUCH_NUMBER);
        assertThat(calls().total()).isZero();
    }

    @Test
    void aReleasedNumberIsNoneEither() {
        server.api().delete("/api/phone-numbers/" + server.phoneNumberId());

        assertThat(ring(OURS, THEIRS)).contains(Rejection.NO_SUCH_NUMBER);
    }

    @Test
    void aNumberThatNoAgentAnswersIsNotAnswered() {
        server.api().put("/api/phone-numbers/" + server.phoneNumberId(), "{\"agentId\": \"\"}");

        assertThat(ring(OURS, THEIRS)).contains(Rejection.NOBODY_ANSWERS);
        assertThat(calls().total()).isZero();
    }

    @Test
    void whenAllLinesAreInUseItIsBusy() {
        server.client().widget().connect(server.agentId(), new ConnectRequest(null, null, null), null);

        assertThat(ring(OURS, THEIRS)).contains(Rejection.BUSY);
        assertThat(calls().total()).isOne();
    }

    /** As long as no carrier for trunks is there. */
    @Test
    void aNumberWithATrunkIsNotCalledOverTheSimulatedNetwork() {
        Answer attached = server.api().post("/api/telephony/numbers/provision", """
                {"phoneNumber": "+12025550150", "provider": "sip",
                 "sip": {"host": "sip.example.com", "username": "u", "password": "p"}}""");
        server.api()
                .put("/api/phone-numbers/" + attached.text("/id"), "{\"agentId\": \"%s\"}".formatted(server.agentId()));

        assertThat(ring(PhoneNumber.of("+12025550150"), THEIRS)).contains(Rejection.UNAVAILABLE);
        assertThat(calls().total()).isZero();
    }

    /** It is stored, and can't go on: what is needed to hold it can't be read. */
    @Test
    void whenTheCallCantBeBegunTheCallerIsTurnedAway() {
        server.database()
                .transaction(handle ->
                        handle.execute("INSERT INTO compliance_settings SELECT id, '{', 0 FROM organizations"));

        assertThat(ring(OURS, THEIRS)).contains(Rejection.UNAVAILABLE);
        assertThat(onlyCall().status()).isEqualTo(CallStatus.FAILED);
    }

    @Test
    void aTrunksPasswordThatCantBeDecryptedFailsNoCallThatNeedsNoTrunk() {
        Answer attached = server.api().post("/api/telephony/numbers/provision", """
                {"phoneNumber": "+12025550150", "provider": "sip",
                 "sip": {"host": "sip.example.com", "username": "u", "password": "p"}}""");
        server.api()
                .put(
                        "/api/phone-numbers/" + attached.text("/id"),
                        "{\"provider\": \"simulated\", \"agentId\": \"%s\"}".formatted(server.agentId()));
        server.database().transaction(handle -> handle.execute("UPDATE number_trunks SET password = password || 'A'"));

        assertThat(ring(PhoneNumber.of("+12025550150"), THEIRS)).isEmpty();
        assertThat(onlyCall().status()).isEqualTo(CallStatus.COMPLETED);
    }

    private Optional<Rejection> ring(PhoneNumber to, @Nullable PhoneNumber from) {
        return server.simulatedNetwork().call(Persona.POLITE, 50, from, to, null);
    }

    private Call onlyCall() {
        return Waiting.until(
                Duration.ofSeconds(30),
                () -> calls().data().stream()
                        .filter(call -> call.status().isTerminal())
                        .findFirst());
    }

    private Page<Call> calls() {
        return server.client().widget().listCalls(CallQuery.ALL, PageRequest.first(5));
    }
}
