package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.osmtalk.api.Agent;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A carrier that throws where its contract says that it returns: the call ends all the same, and is told once. */
class FailingCarrierTest {
    private static final IllegalStateException FAULT = new IllegalStateException("a fault in the carrier");

    private final Agent agent = TestAgent.reminder().build();
    private final Carrier carrier = mock(Carrier.class);
    private final Line line = mock(Line.class);
    private final Switchboard switchboard =
            new Switchboard(new VoiceSettings(1e6, null), SimulatedNetwork.only(carrier));

    @AfterEach
    void close() {
        switchboard.close();
    }

    @Test
    void aCallWhoseDialThrowsEndsAsInterrupted() {
        when(carrier.speed()).thenReturn(1e6);
        when(carrier.dial(any(), any(), any(), any(), any())).thenThrow(FAULT);

        RecordedCall call = RecordedCall.dial(switchboard, agent, "+12025550100");

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.INTERRUPTED);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.PLATFORM);
        assertThat(call.order).containsExactly("ended");
    }

    @Test
    void aCallWhoseLineThrowsInTheMiddleEndsAndTheLineIsHungUp() {
        when(carrier.speed()).thenReturn(1e6);
        when(carrier.dial(any(), any(), any(), any(), any())).thenAnswer(dialled -> {
            Timeline timeline = dialled.getArgument(3);
            LineEvents events = dialled.getArgument(4);
            timeline.after(1_000, events::answered);
            return line;
        });
        doThrow(FAULT).when(line).say(anyString());

        RecordedCall call = RecordedCall.dial(switchboard, agent, "+12025550100");

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.INTERRUPTED);
        assertThat(call.order).containsOnlyOnce("ended").endsWith("ended");
        verify(line, timeout(20_000)).hangUp();
    }

    @Test
    void aLineThatCanNotEvenBeHungUpKeepsNoCall() {
        when(carrier.speed()).thenReturn(1e6);
        when(carrier.dial(any(), any(), any(), any(), any())).thenReturn(line);
        doThrow(FAULT).when(line).hangUp();

        RecordedCall call = RecordedCall.dial(switchboard, agent, "+12025550100");
        call.live().hangUp();

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.CANCELED);
        assertThat(call.order).containsOnlyOnce("ended");
    }
}
