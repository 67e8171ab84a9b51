package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.AgentDraft;
import org.junit.jupiter.api.Test;

class AgentDraftJsonTest {
    private final AgentDraftJson drafts = new AgentDraftJson();

    @Test
    void aTextIsReadOnce() {
        AgentDraft first = drafts.draft(named("a"));
        assertThat(first.name()).isEqualTo("a");
        assertThat(first.greeting()).isEqualTo(AgentDefaults.GREETING);
        assertThat(drafts.draft(named("a"))).isSameAs(first);
        assertThat(drafts.draft(named("b")).name()).isEqualTo("b");
    }

    @Test
    void whatIsKnownDoesNotGrowForEver() {
        AgentDraft first = drafts.draft(named("a"));
        drafts.draft(named("b".repeat(1_000_000)));
        assertThat(drafts.draft(named("a"))).isSameAs(first);
        drafts.draft(named("c".repeat(1_000_000)));
        assertThat(drafts.draft(named("a"))).isNotSameAs(first).isEqualTo(first);
    }

    private static String named(String name) {
        return "{\"name\":\"" + name + "\"}";
    }
}
