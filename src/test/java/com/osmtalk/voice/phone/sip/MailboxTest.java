package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
    @Test
    void aStepThatFailsIsFollowedByWhatEndsTheCallAndByTheNextSteps() {
        List<String> done = new ArrayList<>();
        Mailbox mailbox = new Mailbox(Runnable::run, fault -> {
            done.add(fault.getMessage());
            throw new IllegalStateException("twice");
        });

        mailbox.execute(() -> {
            throw new IllegalArgumentException("once");
        });
        mailbox.execute(() -> done.add("next"));

        assertThat(done).containsExactly("once", "next");
    }
}
