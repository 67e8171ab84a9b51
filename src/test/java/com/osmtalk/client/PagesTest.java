package com.osmtalk.client;

import static com.osmtalk.client.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.Agent;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list of several pages, read as one. */
class PagesTest {
    private StubServer peer;
    private OsmTalkClient client;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer();
        client = OsmTalkClient.builder().baseUrl(peer.url()).build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        peer.close();
    }

    @Test
    void allPagesAreReadInTurnAlsoAnEmptyOneBetween() {
        peer.will(page("c1", "a", "b"), page("c2"), page(null, "c"));
        assertThat(agents().stream().map(Agent::id)).containsExactly("a", "b", "c");
        assertThat(peer.received())
                .extracting(StubServer.Received::query)
                .containsExactly("limit=2", "limit=2&cursor=c1", "limit=2&cursor=c2");
    }

    @Test
    void aPageIsFetchedWhenItIsReachedAndNotBefore() {
        peer.will(page("c1", "a", "b"), page(null, "c"));
        Pages<Agent> agents = agents();
        assertThat(peer.received()).isEmpty();
        assertThat(agents.stream().limit(2).map(Agent::id)).containsExactly("a", "b");
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void eachIterationBeginsAnew() {
        peer.will(page(null, "a"), page(null, "b"));
        Pages<Agent> agents = agents();
        assertThat(agents).extracting(Agent::id).containsExactly("a");
        assertThat(agents.stream().map(Agent::id)).containsExactly("b");
    }

    @Test
    void anEmptyListHasNoEntries() {
        peer.will(page(null));
        Iterator<Agent> none = agents().iterator();
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void aListThatWouldNeverEndIsAnError() {
        peer.will(page("c1", "a"));
        assertThatThrownBy(() -> agents().stream().count())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("does not end");
        assertThat(peer.received()).hasSize(2);
    }

    private Pages<Agent> agents() {
        return Pages.of(client.account().agents()::list, 2);
    }

    private static StubServer.Reaction page(String nextCursor, String... ids) {
        StringBuilder entries = new StringBuilder();
        for (String id : ids) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"id\":\"")
                    .append(id)
                    .append("\"}");
        }
        String cursor = nextCursor == null ? "null" : "\"" + nextCursor + "\"";
        return answer(200, "{\"data\":[" + entries + "],\"nextCursor\":" + cursor + "}");
    }
}
