package com.osmtalk.server.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.InboundCallRequest;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Persona;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that come in, on the simulated telephone network. */
class InboundCallTest {
    private static final String PATH = "/api/simulator/inbound";
    private static final PhoneNumber OURS = PhoneNumber.of("+12025550199");
    private static final PhoneNumber THEIRS = PhoneNumber.of("+12025550142");

    @RegisterExtension
    final TestServer server = TestServer.create().withSimulator();

    @ParameterizedTest
    @EnumSource(Persona.class)
    void theAgentOfTheNumberAnswers(Persona persona) {
        Call begun = server.client()
                .account()
                .calls()
                .receive(new InboundCallRequest(OURS, THEIRS, persona), "key " + persona);
        assertThat(begun.status()).isEqualTo(CallStatus.QUEUED);

        Call call = ended(begun.id());

        assertThat(call.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(call.simulated()).isTrue();
        assertThat(call.direction()).isEqualTo(CallDirection.INBOUND);
        assertThat(call.channel()).isEqualTo(CallChannel.PHONE);
        assertThat(call.from()).isEqualTo(THEIRS.e164());
        assertThat(call.to()).isEqualTo(OURS.e164());
        assertThat(call.agentId()).isEqualTo(server.agentId());
        assertThat(call.transcript()).extracting(line -> line.role()).contains(TranscriptRole.AGENT);
        assertThat(call.costSip().paise()).isPositive();
        if (persona == Persona.WANTS_HUMAN) {
            assertThat(call.endedBy()).isEqualTo(EndedBy.TRANSFER);
        }
    }

    @Test
    void aCallerWhoOptsOutIsNotCalledBack() {
        Call call = ended(server.client()
                .account()
                .calls()
                .receive(new InboundCallRequest(OURS, THEIRS, Persona.OPTS_OUT), null)
                .id());
        assertThat(call.transcript()).isNotEmpty();

        Answer refused = server.api()
                .post("/api/calls/outbound", """
                        {"agentId": "%s", "phoneNumberId": "%s",
                         "destination": "%s"}""".formatted(server.agentId(), server.phoneNumberId(), THEIRS.e164()));
        assertThat(refused.text("/details/reason")).isEqualTo("dnc_blocked");
        assertThat(server.api()
                        .get("/api/campaigns/dnc")
                        .json()
                        .at("/data/0/phoneNumber")
                        .asText())
                .isEqualTo(THEIRS.e164());
    }

    @Test
    void aNumberWithoutAnAgentRejectsAndOneThatIsNotOursIsNotFound() {
        server.api().put("/api/phone-numbers/" + server.phoneNumberId(), "{\"agentId\": \"\"}");

        Answer rejected = server.api().post(PATH, body("+12025550199"));
        assertThat(rejected.status()).isEqualTo(409);
        assertThat(rejected.code()).isEqualTo("rejected");
        assertThat(server.api().post(PATH, body("+12025550177")).status()).isEqualTo(404);
        assertThat(calls()).isZero();
    }

    @Test
    void theSameRequestAgainIsTheSameCall() {
        var api = server.api().with("Idempotency-Key", "one");
        String id = api.post(PATH, body("+12025550199")).text("/id");
        assertThat(api.post(PATH, body("+12025550199")).text("/id")).isEqualTo(id);
        ended(id);
        assertThat(calls()).isOne();
    }

    private static String body(String to) {
        return "{\"to\": \"" + to + "\", \"from\": \"+12025550142\"}";
    }

    private Call ended(String id) {
        return Waiting.until(
                Duration.ofSeconds(30),
                () -> Optional.of(server.client().widget().getCall(id))
                        .filter(call -> call.status().isTerminal()));
    }

    private long calls() {
        return server.client()
                .widget()
                .listCalls(CallQuery.ALL, PageRequest.first(1))
                .total();
    }
}
