package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.server.secret.Seal;
import org.junit.jupiter.api.Test;

class AgentDraftJsonTest {
    private final AgentDraftJson drafts = new AgentDraftJson(Seal.ofAFreshKey());

    @Test
    void aTextIsReadOnce() {
        AgentDraft first = drafts.draft("agent_1", named("a"));
        assertThat(first.name()).isEqualTo("a");
        assertThat(first.greeting()).isEqualTo(AgentDefaults.GREETING);
        assertThat(drafts.draft("agent_1", named("a"))).isSameAs(first);
        assertThat(drafts.draft("agent_1", named("b")).name()).isEqualTo("b");
    }

    @Test
    void whatIsKnownDoesNotGrowForEver() {
        AgentDraft first = drafts.draft("agent_1", named("a"));
        drafts.draft("agent_1", named("b".repeat(1_000_000)));
        assertThat(drafts.draft("agent_1", named("a"))).isSameAs(first);
        drafts.draft("agent_1", named("c".repeat(1_000_000)));
        assertThat(drafts.draft("agent_1", named("a"))).isNotSameAs(first).isEqualTo(first);
    }

    private static String named(String name) {
        return "{\"name\":\"" + name + "\"}";
    }
}
