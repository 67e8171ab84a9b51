package com.osmtalk.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.api.ApiKey;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.CreatedApiKey;
import com.osmtalk.api.KeyKind;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Organization;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApiKeysTest {
    private final TestDatabase kind;
    private final TestClock clock = new TestClock();
    private Database database;
    private ApiKeys apiKeys;
    private String organization;
    private String other;

    ApiKeysTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        apiKeys = new ApiKeys(database, clock, (organization, agent) -> agent.startsWith("agent_"));
        Accounts accounts = new Accounts(database, clock, apiKeys, TestHttpServer.PASSWORDS);
        Organization first = accounts.createOrganization("First", ZoneOffset.UTC);
        organization = first.id();
        other = accounts.createOrganization("Other", ZoneOffset.UTC).id();
    }

    @AfterEach
    void close() {
        apiKeys.close();
        database.close();
    }

    @Test
    void aKeyIsShownOnceAndStoredAsAHash() {
        CreatedApiKey created = create("web");
        assertThat(created.key())
                .matches("osm_[0-9A-Za-z]{43}")
                .startsWith(created.apiKey().prefix());
        assertThat(created.apiKey().prefix()).hasSize(12);
        assertThat(stored("key_hash")).hasSize(64).doesNotContain(created.key());
        assertThat(apiKeys.bySecret(created.key()).orElseThrow().apiKey()).isEqualTo(created.apiKey());
        assertThat(apiKeys.bySecret(created.key() + "x")).isEmpty();
    }

    @Test
    void whatADraftLeavesOutHasItsDefault() {
        ApiKey key = create("web").apiKey();
        assertThat(key.scopes()).containsExactly(KeyScope.CHAT, KeyScope.VOICE);
        assertThat(key.allowedDomains()).isEmpty();
        assertThat(key.enabled()).isTrue();
        assertThat(key.lastUsedAt()).isNull();
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() {
        ApiKey key = create("web").apiKey();
        ApiKeyDraft narrower =
                new ApiKeyDraft(null, null, List.of(KeyScope.CHAT), List.of("Shop.example"), List.of("agent_1"), null);
        ApiKey changed = apiKeys.change(organization, key.id(), narrower);
        assertThat(changed.name()).isEqualTo("web");
        assertThat(changed.scopes()).containsExactly(KeyScope.CHAT);
        assertThat(changed.allowedDomains()).containsExactly("shop.example");
        ApiKey disabled = apiKeys.change(organization, key.id(), ApiKeyDraft.enabled(false));
        assertThat(disabled.enabled()).isFalse();
        assertThat(disabled.allowedDomains()).containsExactly("shop.example");
        assertThat(apiKeys.list(organization, PageRequest.first(10)).data()).containsExactly(disabled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://shop.example",
                "shop.example/path",
                "shop.example:443",
                "*.*.example",
                "*.com",
                "*.localhost",
                "*.xn--p1ai",
                "*",
                "a b",
                "-a.example",
                "shop..example",
                "sh\u0000p.example",
                "shop.example.",
                "stra\u00dfe.example",
                "STRA\u1e9eE.example",
                "user@shop.example"
            })
    void aDomainThatIsNoneIsRefused(String domain) {
        assertThatThrownBy(() -> apiKeys.create(
                        organization,
                        ApiKeyDraft.browser("web", null, List.of("shop.example", domain), List.of("agent_1"))))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("allowedDomains[1]: must be a host name");
    }

    @Test
    void anInternationalDomainIsStoredAsBrowsersSendIt() {
        ApiKey key = browserKey(List.of("Bücher.example"), List.of("agent_1"));
        assertThat(key.allowedDomains()).containsExactly("xn--bcher-kva.example");
    }

    @Test
    void aKeyWithDomainsIsABrowserKeyOfSomeAgents() {
        ApiKey key = browserKey(List.of("shop.example"), List.of("agent_1", "agent_2", "agent_1"));
        assertThat(key.kind()).isEqualTo(KeyKind.BROWSER);
        assertThat(key.agentIds()).containsExactly("agent_1", "agent_2");
        assertThat(apiKeys.list(organization, PageRequest.first(1)).data()).containsExactly(key);
        assertThat(create("program").apiKey().kind()).isEqualTo(KeyKind.SECRET);
    }

    @Test
    void domainsAgentsAndKindHaveToAgree() {
        assertRefused(
                new ApiKeyDraft("k", KeyKind.BROWSER, null, null, List.of("agent_1"), null),
                "allowedDomains: must name at least one");
        assertRefused(
                new ApiKeyDraft("k", KeyKind.SECRET, null, List.of("shop.example"), List.of("agent_1"), null),
                "kind: must be browser");
        assertRefused(
                new ApiKeyDraft("k", null, null, List.of("shop.example"), null, null), "agentIds: must name 1 to 50");
        assertRefused(
                new ApiKeyDraft("k", null, null, List.of("shop.example"), List.of(), null),
                "agentIds: must name 1 to 50");
        assertRefused(
                new ApiKeyDraft("k", null, null, null, List.of("agent_1"), null),
                "agentIds: must be empty for a secret key");
        assertRefused(
                ApiKeyDraft.browser("k", null, List.of("shop.example"), List.of("agent_1", "somebody's")),
                "agentIds[1]: must be the id of an agent");
        List<String> many = IntStream.range(0, 51).mapToObj(i -> "agent_" + i).toList();
        assertRefused(ApiKeyDraft.browser("k", null, List.of("shop.example"), many), "agentIds: must name 1 to 50");
        assertThat(apiKeys.list(organization, PageRequest.first(10)).data()).isEmpty();
    }

    @Test
    void aKeyThatStoodInAPageNeverBecomesASecretOne() {
        ApiKey key = browserKey(List.of("shop.example"), List.of("agent_1"));
        for (KeyKind named : new KeyKind[] {null, KeyKind.SECRET, KeyKind.BROWSER}) {
            assertThatThrownBy(() -> apiKeys.change(
                            organization, key.id(), new ApiKeyDraft(null, named, null, List.of(), List.of(), null)))
                    .hasMessageStartingWith("allowedDomains: can't be emptied");
        }
        assertThat(apiKeys.list(organization, PageRequest.first(1)).data()).containsExactly(key);
        ApiKey limited = apiKeys.change(
                organization,
                create("program").apiKey().id(),
                ApiKeyDraft.browser(null, null, List.of("shop.example"), List.of("agent_1")));
        assertThat(limited.kind()).isEqualTo(KeyKind.BROWSER);
    }

    @Test
    void anAgentThatWasDeletedSinceIsNoReasonToRefuseAnotherChange() {
        ApiKey key = browserKey(List.of("shop.example"), List.of("agent_1", "agent_2"));
        database.transaction(handle -> handle.execute("UPDATE api_keys SET agent_ids = '[\"gone\"]'"));
        ApiKey renamed = apiKeys.change(
                organization, key.id(), new ApiKeyDraft("shop", null, null, null, List.of("gone"), null));
        assertThat(renamed.name()).isEqualTo("shop");
        ApiKey more = apiKeys.change(
                organization, key.id(), new ApiKeyDraft(null, null, null, null, List.of("gone", "agent_3"), null));
        assertThat(more.agentIds()).containsExactly("gone", "agent_3");
    }

    @Test
    void aKeyFromBeforeThatNamesNoAgentsCanBeRenamedAndDisabled() {
        ApiKey key = browserKey(List.of("shop.example"), List.of("agent_1"));
        database.transaction(handle -> handle.execute("UPDATE api_keys SET agent_ids = '[]'"));
        assertThat(apiKeys.change(organization, key.id(), ApiKeyDraft.enabled(false))
                        .enabled())
                .isFalse();
    }

    private void assertRefused(ApiKeyDraft draft, String message) {
        assertThatThrownBy(() -> apiKeys.create(organization, draft))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aKeyNeedsANameAndAScope() {
        assertThatThrownBy(() -> create(null)).hasMessage("name: is required");
        assertThatThrownBy(() -> create("  ")).hasMessageStartingWith("name: must be 1 to 100");
        assertThatThrownBy(() -> create("x".repeat(101))).hasMessageStartingWith("name: must be 1 to 100");
        assertThatThrownBy(() -> apiKeys.create(organization, ApiKeyDraft.secret("web", List.of())))
                .hasMessageStartingWith("scopes: must name at least one");
    }

    @Test
    void pagesOfAListFollowEachOtherWithoutGapOrRepeat() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(create("key " + i).apiKey().id());
        }
        apiKeys.create(other, ApiKeyDraft.secret("foreign", null));
        Collections.reverse(made);
        List<String> seen = new ArrayList<>();
        Page<ApiKey> page = apiKeys.list(organization, PageRequest.first(3));
        while (true) {
            assertThat(page.total()).isEqualTo(7);
            page.data().forEach(key -> seen.add(key.id()));
            if (page.nextCursor() == null) {
                break;
            }
            page = apiKeys.list(organization, PageRequest.after(page.nextCursor(), 3));
        }
        assertThat(seen).isEqualTo(made);
        assertThat(apiKeys.list(organization, new PageRequest(3, null, 5)).data())
                .extracting(ApiKey::id)
                .isEqualTo(made.subList(5, 7));
    }

    @Test
    void anotherOrganisationsKeyIsNotThere() {
        String id = create("web").apiKey().id();
        assertThatThrownBy(() -> apiKeys.change(other, id, ApiKeyDraft.secret("mine", null)))
                .hasMessage("There is no API key " + id + ".");
        assertThatThrownBy(() -> apiKeys.delete(other, id)).isInstanceOf(Problem.class);
        assertThat(apiKeys.disable(other, id)).isEmpty();
        assertThat(apiKeys.list(other, PageRequest.first(10)).data()).isEmpty();
    }

    @Test
    void disablingByNameOrIdReachesWhatIsMeant() {
        create("web");
        create("web");
        ApiKey phone = create("phone").apiKey();
        assertThat(apiKeys.disable(organization, "web")).hasSize(2).noneMatch(ApiKey::enabled);
        assertThat(apiKeys.disable(organization, phone.id()))
                .extracting(ApiKey::name)
                .containsExactly("phone");
        assertThat(apiKeys.disable(organization, "nothing")).isEmpty();
    }

    @Test
    void useIsNotedOnceAMinute() {
        CreatedApiKey created = create("web");
        Instant first = clock.instant();
        apiKeys.bySecret(created.key());
        awaitLastUse(first);
        clock.advance(Duration.ofSeconds(59));
        apiKeys.bySecret(created.key());
        clock.advance(Duration.ofSeconds(1));
        apiKeys.bySecret(created.key());
        awaitLastUse(clock.instant());
        apiKeys.close();
        assertThat(lastUse()).isEqualTo(first.plusSeconds(60));
    }

    @Test
    void aDisabledKeyIsNotUsed() {
        CreatedApiKey created = create("web");
        apiKeys.disable(organization, "web");
        apiKeys.bySecret(created.key());
        apiKeys.close();
        assertThat(lastUse()).isNull();
    }

    private void awaitLastUse(Instant expected) {
        Waiting.untilTrue(Duration.ofMinutes(2), () -> expected.equals(lastUse()));
    }

    private Instant lastUse() {
        return apiKeys.list(organization, PageRequest.first(1)).data().get(0).lastUsedAt();
    }

    private ApiKey browserKey(List<String> domains, List<String> agents) {
        return apiKeys.create(organization, ApiKeyDraft.browser("page", null, domains, agents))
                .apiKey();
    }

    private CreatedApiKey create(String name) {
        return apiKeys.create(organization, ApiKeyDraft.secret(name, null));
    }

    private String stored(String column) {
        return database.read(handle -> handle.createQuery("SELECT " + column + " FROM api_keys")
                .mapTo(String.class)
                .one());
    }
}
