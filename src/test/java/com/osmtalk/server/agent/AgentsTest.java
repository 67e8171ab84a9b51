package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.AgentVersion;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.api.Json;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
class AgentsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final AgentVersionDraft UNLABELLED = new AgentVersionDraft(null, null);

    private final TestDatabase kind;
    private Database database;
    private TestRows rows;
    private Agents agents;
    private String org;
    private String otherOrg;

    AgentsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        rows = new TestRows(database);
        agents = at(NOW);
        org = rows.organization("Asia/Kolkata");
        otherOrg = rows.organization("Asia/Kolkata");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewAgentHasADefaultForEverythingButItsName() {
        Agent agent = agents.create(org, named("Reception"));
        assertThat(agent.name()).isEqualTo("Reception");
        assertThat(agent.greeting()).isEqualTo(AgentDefaults.GREETING);
        assertThat(agent.language()).isEqualTo("en-IN");
        assertThat(agent.llm()).isEqualTo(AgentDefaults.LLM);
        assertThat(agent.stt()).isEqualTo(AgentDefaults.STT);
        assertThat(agent.tts()).isEqualTo(AgentDefaults.TTS);
        assertThat(agent.temperature()).isEqualTo(0.7);
        assertThat(agent.maxTokens()).isEqualTo(1024);
        assertThat(agent.frequencyPenalty()).isZero();
        assertThat(agent.maxDurationSeconds()).isEqualTo(600);
        assertThat(agent.idleTimeoutSeconds()).isEqualTo(20);
        assertThat(agent.recordingEnabled()).isFalse();
        assertThat(agent.keypadInputEnabled()).isFalse();
        assertThat(agent.currentVersion()).isNull();
        assertThat(agent.createdAt()).isEqualTo(NOW);
        assertThat(agents.get(org, agent.id())).isEqualTo(agent);
    }

    @Test
    void knownNamesAreStoredInOneSpelling() {
        Agent agent = agents.create(
                org,
                json("{\"name\": \"A\", \"language\": \"en_gb\", \"llm\": {\"provider\": \"OpenAI\", \"model\":"
                        + " \"GPT-4.1\"}}"));
        assertThat(agent.language()).isEqualTo("en-GB");
        assertThat(agent.llm().model()).isEqualTo("gpt-4.1");
        assertThat(agents.update(org, agent.id(), json("{\"language\": \"Hindi\"}"))
                        .language())
                .isEqualTo("hi");
    }

    @Test
    void organisationsWithoutAGeneralAgentAreGivenOneHoweverManyServersStart() throws Exception {
        String named = agents.create(org, named("Reception")).id();
        ExecutorService servers = Executors.newFixedThreadPool(4);
        try {
            for (Future<Object> start : servers.invokeAll(Collections.nCopies(4, () -> {
                at(NOW).addMissingGeneral();
                return null;
            }))) {
                start.get();
            }
        } finally {
            servers.shutdownNow();
        }

        for (String each : List.of(org, otherOrg)) {
            List<AgentSummary> general = agents.summaries(each, PageRequest.first(20)).data().stream()
                    .filter(agent -> agent.general() != null)
                    .toList();
            assertThat(general).hasSize(1);
            // what it asks for are fields of the call, and no variables
            assertThat(general.get(0).variables()).isEmpty();
            assertThat(agents.generalForCall(each).id())
                    .isEqualTo(general.get(0).id());
        }
        assertThat(agents.get(org, named).general()).isNull();
    }

    @Test
    void aDeletedGeneralAgentIsMadeAnewAtOnce() {
        Agent first = agents.generalForCall(org);
        agents.update(org, first.id(), json("{\"name\": \"Robin\", \"greeting\": \"Hi.\"}"));
        assertThat(agents.generalForCall(org).greeting()).isEqualTo("Hi.");

        agents.delete(org, first.id());

        Agent second = agents.list(org, PageRequest.first(20)).data().get(0);
        assertThat(agents.generalForCall(org).id()).isEqualTo(second.id());
        assertThat(second.greeting()).isEqualTo(first.greeting());
        assertThat(second.general()).isTrue();
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void thatAnAgentIsTheGeneralOneOutlivesItsVersionsAndCantBeSet() {
        Agent general = agents.generalForCall(org);
        agents.publish(org, general.id(), UNLABELLED);
        agents.rollback(org, general.id(), "1");

        assertThat(agents.generalForCall(org).id()).isEqualTo(general.id());
        assertThat(agents.create(org, json("{\"name\": \"A\", \"general\": true}"))
                        .general())
                .isNull();
    }

    @Test
    void theScriptTellsWhetherItUnderstoodThePrompt() {
        Agent asks = agents.create(org, json("{\"name\": \"A\", \"systemPrompt\": \"Ask if they are well.\"}"));
        Agent foreign = agents.create(
                org, json("{\"name\": \"B\", \"systemPrompt\": \"Pregunta si vendrán a la cena mañana.\"}"));
        assertThat(agents.withScript(org, asks.id()).script().understood()).isTrue();
        assertThat(agents.withScript(org, foreign.id()).script().understood()).isFalse();
    }

    @Test
    void anAgentComesBackAsItWasMade() throws Exception {
        Agent made = agents.create(org, DemoAgent.draft());
        AgentDraft sentBack = Json.STRICT.readValue(Json.MAPPER.writeValueAsString(made), AgentDraft.class);
        Agent copy = agents.create(org, sentBack);
        assertThat(copy).usingRecursiveComparison().ignoringFields("id").isEqualTo(made);
        assertThat(made.postCallAnalysis().schema()).hasSize(3);
        assertThat(made.greeting()).contains("{{first_name}}");
    }

    @Test
    void aChangeLeavesWhatItDoesNotNameAsItIs() throws Exception {
        Agent before = agents.create(org, DemoAgent.draft());
        Instant later = NOW.plusSeconds(60);
        Agent after = at(later).update(org, before.id(), json("{\"temperature\": 0.1, \"tools\": {}}"));
        assertThat(after.temperature()).isEqualTo(0.1);
        assertThat(after.tools().transferSettings()).isNull();
        assertThat(after.updatedAt()).isEqualTo(later);
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("temperature", "tools", "updatedAt")
                .isEqualTo(before);
        assertThat(agents.get(org, before.id())).isEqualTo(after);
    }

    @Test
    void aChangeThatIsRefusedChangesNothing() {
        Agent before = agents.create(org, named("Reception"));
        assertThatThrownBy(() -> agents.update(org, before.id(), json("{\"name\": \"New\", \"maxTokens\": 0}")))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("maxTokens: ");
        assertThat(agents.get(org, before.id())).isEqualTo(before);
    }

    @Test
    void agentsAreListedNewestFirstPageByPage() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, agents.create(org, named("Agent " + i)).id());
        }
        agents.create(otherOrg, named("Theirs"));

        Page<Agent> first = agents.list(org, PageRequest.first(2));
        Page<Agent> second = agents.list(org, PageRequest.after(first.nextCursor(), 2));
        Page<Agent> third = agents.list(org, PageRequest.after(second.nextCursor(), 2));
        assertThat(List.of(first, second, third)).allMatch(page -> page.total() == 5);
        assertThat(ids(first)).isEqualTo(ids.subList(0, 2));
        assertThat(ids(second)).isEqualTo(ids.subList(2, 4));
        assertThat(ids(third)).isEqualTo(ids.subList(4, 5));
        assertThat(third.nextCursor()).isNull();
        assertThat(ids(agents.list(org, new PageRequest(2, null, 3)))).isEqualTo(ids.subList(3, 5));
    }

    @Test
    void aSummaryHasNoPromptButTheVariablesItAsksFor() {
        Agent agent = agents.create(org, DemoAgent.draft());
        assertThat(agents.summaries(org, PageRequest.first(20)).data())
                .containsExactly(new AgentSummary(
                        agent.id(),
                        agent.name(),
                        agent.language(),
                        agent.tts(),
                        List.of("first_name", "day"),
                        null,
                        null,
                        NOW,
                        NOW));
    }

    @Test
    void anotherOrganisationsAgentIsNotThere() {
        String id = agents.create(org, named("Ours")).id();
        agents.publish(org, id, UNLABELLED);
        assertNotFound(() -> agents.get(otherOrg, id));
        assertNotFound(() -> agents.update(otherOrg, id, named("Taken")));
        assertNotFound(() -> agents.publish(otherOrg, id, UNLABELLED));
        assertNotFound(() -> agents.versions(otherOrg, id, PageRequest.first(5)));
        assertNotFound(() -> agents.version(otherOrg, id, "1"));
        assertNotFound(() -> agents.rollback(otherOrg, id, "1"));
        assertNotFound(() -> agents.forCall(otherOrg, id, null));
        assertNotFound(() -> agents.forCall(otherOrg, id, 1));
        assertNotFound(() -> {
            agents.delete(otherOrg, id);
            return null;
        });
        assertThat(agents.exists(otherOrg, id)).isFalse();
        assertThat(agents.list(otherOrg, PageRequest.first(5)).total()).isZero();
        assertThat(agents.get(org, id).name()).isEqualTo("Ours");
    }

    @Test
    void aDeletedAgentIsGoneAndItsNameIsFree() {
        String id = agents.create(org, named("Reception")).id();
        agents.delete(org, id);
        assertNotFound(() -> agents.get(org, id));
        assertNotFound(() -> agents.forCall(org, id, null));
        assertNotFound(() -> agents.update(org, id, named("Back")));
        assertThat(agents.list(org, PageRequest.first(5)).total()).isZero();
        assertThat(agents.create(org, named("Reception")).name()).isEqualTo("Reception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "ringing", "in_progress"})
    void anAgentWithALiveCallIsNotDeleted(String status) {
        String id = agents.create(org, named("Reception")).id();
        String call = rows.call(org, id, status, NOW);
        Problem problem = catchThrowableOfType(Problem.class, () -> agents.delete(org, id));
        assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
        assertThat(problem.code()).isEqualTo("agent_in_use");
        assertThat(problem).hasMessageContaining("1 live call or open chat;");

        rows.set("calls", call, "status", "completed");
        agents.delete(org, id);
        assertThat(agents.exists(org, id)).isFalse();
    }

    @Test
    void anAgentIsNotDeletedWhileACallWithItIsBeingStored() throws Exception {
        String id = agents.create(org, named("Reception")).id();
        CountDownLatch chosen = new CountDownLatch(1);
        CountDownLatch deleting = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<String> call = threads.submit(() -> database.transaction(handle -> {
                agents.forCall(org, id, null);
                chosen.countDown();
                await(deleting);
                return rows.call(org, id, "queued", NOW);
            }));
            await(chosen);
            Future<?> deletion = threads.submit(() -> {
                deleting.countDown();
                agents.delete(org, id);
            });
            assertThat(call.get(120, TimeUnit.SECONDS)).startsWith("call_");
            assertThatThrownBy(() -> deletion.get(120, TimeUnit.SECONDS)).hasMessageContaining("live call");
        } finally {
            threads.shutdownNow();
        }
        assertThat(agents.exists(org, id)).isTrue();
    }

    @Test
    void publishingKeepsTheAgentAsItIs() {
        String id = agents.create(org, named("First")).id();
        AgentVersion one = agents.publish(org, id, new AgentVersionDraft("spring", "the first one"));
        agents.update(org, id, named("Second"));
        AgentVersion two = agents.publish(org, id, UNLABELLED);

        assertThat(one.version()).isEqualTo(1);
        assertThat(one.id()).startsWith("ver_");
        assertThat(one.label()).isEqualTo("spring");
        assertThat(one.notes()).isEqualTo("the first one");
        assertThat(one.snapshot().name()).isEqualTo("First");
        assertThat(one.createdAt()).isEqualTo(NOW);
        assertThat(two.version()).isEqualTo(2);
        assertThat(agents.get(org, id).currentVersion()).isEqualTo(2);
        assertThat(agents.version(org, id, "1")).isEqualTo(one);
    }

    @Test
    void versionsAreListedNewestFirstPageByPage() {
        String id = agents.create(org, named("Reception")).id();
        for (int i = 0; i < 11; i++) {
            agents.publish(org, id, UNLABELLED);
        }
        Page<AgentVersion> first = agents.versions(org, id, PageRequest.first(10));
        Page<AgentVersion> second = agents.versions(org, id, PageRequest.after(first.nextCursor(), 10));
        assertThat(first.data()).extracting(AgentVersion::version).containsExactly(11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        assertThat(second.data()).extracting(AgentVersion::version).containsExactly(1);
        assertThat(second.total()).isEqualTo(11);
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void rollingBackRestoresAndPublishesAnOldVersion() {
        Agent original = agents.create(org, DemoAgent.draft());
        agents.publish(org, original.id(), new AgentVersionDraft("good", null));
        agents.update(org, original.id(), json("{\"name\": \"Broken\", \"systemPrompt\": \"?\", \"tools\": {}}"));
        agents.publish(org, original.id(), UNLABELLED);

        AgentVersion restored = agents.rollback(org, original.id(), "1");
        assertThat(restored.version()).isEqualTo(3);
        assertThat(restored.label()).isEqualTo("good");
        assertThat(restored.notes()).contains("version 1");
        assertThat(agents.get(org, original.id()))
                .usingRecursiveComparison()
                .ignoringFields("currentVersion", "updatedAt")
                .isEqualTo(original);
        assertThat(agents.get(org, original.id()).currentVersion()).isEqualTo(3);
    }

    @Test
    void versionsPublishedAtOnceGetNumbersOfTheirOwn() throws Exception {
        String id = agents.create(org, named("Reception")).id();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> publications = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                publications.add(() -> agents.publish(org, id, UNLABELLED).version());
            }
            List<Integer> numbers = new ArrayList<>();
            for (Future<Integer> number : threads.invokeAll(publications)) {
                numbers.add(number.get());
            }
            assertThat(numbers).doesNotHaveDuplicates().hasSize(20).allMatch(number -> number >= 1 && number <= 20);
        } finally {
            threads.shutdownNow();
        }
        assertThat(agents.get(org, id).currentVersion()).isEqualTo(20);
    }

    @Test
    void changesMadeAtOnceToDifferentFieldsAreAllKept() throws Exception {
        String id = agents.create(org, named("Reception")).id();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 1; round <= 10; round++) {
                String greeting = "Greeting " + round;
                int tokens = round;
                List<Callable<Agent>> changes = List.of(
                        () -> agents.update(org, id, json("{\"greeting\": \"" + greeting + "\"}")),
                        () -> agents.update(org, id, json("{\"maxTokens\": " + tokens + "}")));
                for (Future<Agent> change : threads.invokeAll(changes)) {
                    change.get();
                }
                assertThat(agents.get(org, id).greeting()).isEqualTo(greeting);
                assertThat(agents.get(org, id).maxTokens()).isEqualTo(tokens);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCallUsesTheAgentAsItIsOrAsItWasPublished() {
        String id = agents.create(org, json("{\"name\": \"Reception\", \"greeting\": \"Old\"}"))
                .id();
        agents.publish(org, id, UNLABELLED);
        agents.update(org, id, json("{\"greeting\": \"New\"}"));
        assertThat(agents.forCall(org, id, null).greeting()).isEqualTo("New");
        assertThat(agents.forCall(org, id, 1).greeting()).isEqualTo("Old");
        assertThat(agents.forCall(org, id, 1).id()).isEqualTo(id);
    }

    @Test
    void aVersionThatIsNotThereIsNamedWithTheNewestThatIs() {
        String id = agents.create(org, named("Reception")).id();
        assertThatThrownBy(() -> agents.forCall(org, id, 1))
                .hasMessage("Reception has no version 1; none was published yet.");
        agents.publish(org, id, UNLABELLED);
        for (String version : List.of("2", "0", "-1", "x", "99999999999")) {
            Problem problem = assertNotFound(() -> agents.version(org, id, version));
            assertThat(problem).hasMessage("Reception has no version " + version + "; its newest is 1.");
        }
        assertNotFound(() -> agents.rollback(org, id, "2"));
        assertThat(agents.get(org, id).currentVersion()).isEqualTo(1);
    }

    @Test
    void aLabelThatIsTooLongIsRefused() {
        String id = agents.create(org, named("Reception")).id();
        AgentVersionDraft tooLong = new AgentVersionDraft("x".repeat(101), "y".repeat(4001));
        assertThatThrownBy(() -> agents.publish(org, id, tooLong))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("label: must be at most 100 characters long (and 1 more");
    }

    @Test
    void aFieldYoungerThanTheRowHasItsDefault() {
        String id = agents.create(org, named("Reception")).id();
        rows.set("agents", id, "draft", "{\"name\": \"Reception\", \"fieldOfTheFuture\": 1}");
        assertThat(agents.get(org, id).idleTimeoutSeconds()).isEqualTo(AgentDefaults.IDLE_TIMEOUT_SECONDS);
    }

    @Test
    void theHeadersOfMcpServersAreSealedInTheDatabaseAndOpenedForACall() {
        String id = agents.create(org, json("""
                        {"name": "x", "tools": {"mcpServers": [{"name": "shop", "url": "https://mcp.example.com",
                            "headers": {"Authorization": "Bearer s3cret"}}]}}
                        """)).id();
        agents.publish(org, id, UNLABELLED);
        agents.update(org, id, json("{\"greeting\": \"Hi\"}"));
        String stored = rows.text("agents", id, "draft");

        assertThat(stored).contains("sealed-v1:").doesNotContain("s3cret");
        for (Integer version : new Integer[] {null, 1}) {
            assertThat(agents.forCall(org, id, version)
                            .tools()
                            .mcpServers()
                            .get(0)
                            .headers())
                    .containsEntry("Authorization", "Bearer s3cret");
        }
        Agents withOtherKey = at(NOW);
        assertThat(withOtherKey
                        .forCall(org, id, null)
                        .tools()
                        .mcpServers()
                        .get(0)
                        .headers())
                .as("a key that is lost costs the secret and not the agent")
                .containsEntry("Authorization", "");
    }

    private Agents at(Instant time) {
        return new Agents(database, new NumberingPlan(), Clock.fixed(time, ZoneOffset.UTC));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem assertNotFound(Callable<?> action) {
        Problem problem = catchThrowableOfType(Problem.class, action::call);
        assertThat(problem).isNotNull();
        assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND);
        return problem;
    }

    private static List<String> ids(Page<Agent> page) {
        return page.data().stream().map(Agent::id).toList();
    }

    static AgentDraft named(String name) {
        ObjectNode draft = Json.MAPPER.createObjectNode().put("name", name);
        return Json.MAPPER.convertValue(draft, AgentDraft.class);
    }

    static AgentDraft json(String text) {
        try {
            return Json.STRICT.readValue(text, AgentDraft.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
