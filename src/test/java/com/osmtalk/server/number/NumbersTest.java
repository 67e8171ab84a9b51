package com.osmtalk.server.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.osmtalk.api.Agent;
import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.Money;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.OwnedNumber.Capability;
import com.osmtalk.api.OwnedNumber.Status;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.agent.DemoAgent;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.voice.SimulatedNetwork;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
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
class NumbersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final PhoneNumber NUMBER = PhoneNumber.of("+12025550120");

    private final TestDatabase kind;
    private Database database;
    private TestRows rows;
    private Agents agents;
    private Numbers numbers;
    private String org;
    private String otherOrg;

    NumbersTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        rows = new TestRows(database);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        agents = new Agents(database, new NumberingPlan(), clock);
        numbers = new Numbers(database, SimulatedNetwork.carriers(1), new NumberingPlan(), agents, clock);
        org = rows.organization("Asia/Kolkata");
        otherOrg = rows.organization("Asia/Kolkata");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNumberNeedsNothingButItself() {
        OwnedNumber number = numbers.take(org, draft(NUMBER));
        assertThat(number.id()).startsWith("pn_");
        assertThat(number)
                .isEqualTo(new OwnedNumber(
                        number.id(),
                        NUMBER,
                        "+12025550120",
                        NumberProvider.SIMULATED,
                        true,
                        true,
                        null,
                        List.of(Capability.VOICE),
                        "US",
                        Status.ACTIVE,
                        Money.ZERO,
                        NOW));
        assertThat(numbers.forCall(org, number.id())).isEqualTo(number);
    }

    @Test
    void aNumberKeepsWhatItWasGiven() {
        Agent agent = agents.create(org, DemoAgent.draft());
        OwnedNumber number = numbers.take(
                org,
                new OwnedNumberDraft(
                        PhoneNumber.of("+919876543210"),
                        "Front desk",
                        NumberProvider.SIP,
                        agent.id(),
                        List.of(Capability.WHATSAPP, Capability.VOICE, Capability.WHATSAPP)));
        assertThat(number.label()).isEqualTo("Front desk");
        assertThat(number.provider()).isEqualTo(NumberProvider.SIP);
        assertThat(number.agentId()).isEqualTo(agent.id());
        assertThat(number.capabilities()).containsExactly(Capability.VOICE, Capability.WHATSAPP);
        assertThat(number.country()).isEqualTo("IN");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        String theirs = agents.create(otherOrg, DemoAgent.draft()).id();
        assertFaults(
                () -> numbers.take(
                        org, new OwnedNumberDraft(PhoneNumber.of("+999123456789"), " ", null, theirs, List.of())),
                "phoneNumber",
                "label",
                "agentId",
                "capabilities");
        assertFaults(() -> numbers.take(org, new OwnedNumberDraft(null, null, null, null, null)), "phoneNumber");
        assertFaults(() -> numbers.take(org, draft(PhoneNumber.of("+80012345678"))), "phoneNumber");
        assertFaults(() -> numbers.take(org, new OwnedNumberDraft(NUMBER, "x".repeat(101), null, null, null)), "label");
        assertThat(numbers.list(org, PageRequest.first(5)).total()).isZero();
    }

    @Test
    void aNumberThatIsHeldIsNotTaken() {
        numbers.take(otherOrg, draft(NUMBER));
        for (String organization : List.of(org, otherOrg)) {
            Problem problem = problem(() -> numbers.take(organization, draft(NUMBER)));
            assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
            assertThat(problem.code()).isEqualTo("number_taken");
        }
        assertThat(numbers.list(org, PageRequest.first(5)).total()).isZero();
    }

    @Test
    void ofManyWhoTakeANumberAtOnceOneHasIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<String> outcomes = new ArrayList<>();
        try {
            List<Callable<String>> attempts = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String organization = i % 2 == 0 ? org : otherOrg;
                attempts.add(() -> {
                    try {
                        return numbers.take(organization, draft(NUMBER))
                                .status()
                                .name();
                    } catch (Problem problem) {
                        return problem.code();
                    }
                });
            }
            for (Future<String> outcome : threads.invokeAll(attempts)) {
                outcomes.add(outcome.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(outcomes)
                .containsOnlyOnce("ACTIVE")
                .filteredOn("number_taken"::equals)
                .hasSize(15);
    }

    @Test
    void aReleasedNumberIsGoneAndFreeForOthers() {
        String id = numbers.take(org, draft(NUMBER)).id();
        numbers.release(org, id);
        assertNotFound(() -> numbers.forCall(org, id));
        assertNotFound(() -> numbers.update(org, id, draft(null)));
        assertNotFound(() -> numbers.release(org, id));
        assertThat(numbers.list(org, PageRequest.first(5)).total()).isZero();
        assertThat(numbers.take(otherOrg, draft(NUMBER)).phoneNumber()).isEqualTo(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "ringing", "in_progress"})
    void aNumberWithALiveCallIsNotReleased(String status) {
        String id = numbers.take(org, draft(NUMBER)).id();
        String agent = agents.create(org, DemoAgent.draft()).id();
        String call = rows.call(org, agent, status, NOW, Map.of("phone_number_id", id));
        Problem problem = problem(() -> numbers.release(org, id));
        assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
        assertThat(problem.code()).isEqualTo("number_in_use");

        rows.set("calls", call, "status", "failed");
        numbers.release(org, id);
        assertNotFound(() -> numbers.forCall(org, id));
    }

    @Test
    void aNumberIsNotReleasedWhileACallFromItIsBeingStored() throws Exception {
        String id = numbers.take(org, draft(NUMBER)).id();
        String agent = agents.create(org, DemoAgent.draft()).id();
        CountDownLatch chosen = new CountDownLatch(1);
        CountDownLatch releasing = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<String> call = threads.submit(() -> database.transaction(handle -> {
                numbers.forCall(org, id);
                chosen.countDown();
                await(releasing);
                return rows.call(org, agent, "queued", NOW, Map.of("phone_number_id", id));
            }));
            await(chosen);
            Future<?> release = threads.submit(() -> {
                releasing.countDown();
                numbers.release(org, id);
            });
            call.get(120, TimeUnit.SECONDS);
            assertThat(problem(() -> {
                                try {
                                    release.get(120, TimeUnit.SECONDS);
                                } catch (ExecutionException e) {
                                    throw e.getCause();
                                }
                            })
                            .code())
                    .isEqualTo("number_in_use");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aChangeLeavesWhatItDoesNotNameAsItIs() {
        String agent = agents.create(org, DemoAgent.draft()).id();
        String id = numbers.take(
                        org, new OwnedNumberDraft(NUMBER, "Desk", NumberProvider.SIP, agent, List.of(Capability.SMS)))
                .id();
        OwnedNumber renamed = numbers.update(org, id, new OwnedNumberDraft(NUMBER, "Hall", null, null, null));
        assertThat(renamed.label()).isEqualTo("Hall");
        assertThat(renamed.provider()).isEqualTo(NumberProvider.SIP);
        assertThat(renamed.agentId()).isEqualTo(agent);
        assertThat(renamed.capabilities()).containsExactly(Capability.SMS);

        OwnedNumber changed = numbers.update(
                org, id, new OwnedNumberDraft(null, null, NumberProvider.SIMULATED, "", List.of(Capability.VOICE)));
        assertThat(changed.label()).isEqualTo("Hall");
        assertThat(changed.provider()).isEqualTo(NumberProvider.SIMULATED);
        assertThat(changed.agentId()).isNull();
        assertThat(changed.capabilities()).containsExactly(Capability.VOICE);
        assertThat(numbers.forCall(org, id)).isEqualTo(changed);
    }

    @Test
    void aNumberCannotBecomeAnother() {
        OwnedNumber number = numbers.take(org, draft(NUMBER));
        String theirs = agents.create(otherOrg, DemoAgent.draft()).id();
        assertFaults(
                () -> numbers.update(
                        org,
                        number.id(),
                        new OwnedNumberDraft(PhoneNumber.of("+12025550121"), "", null, theirs, List.of())),
                "phoneNumber",
                "label",
                "agentId",
                "capabilities");
        assertThat(numbers.forCall(org, number.id())).isEqualTo(number);
    }

    @Test
    void aDeletedAgentNoLongerAnswers() {
        String agent = agents.create(org, DemoAgent.draft()).id();
        String id = numbers.take(org, new OwnedNumberDraft(NUMBER, null, null, agent, null))
                .id();
        agents.delete(org, agent);
        assertThat(numbers.forCall(org, id).agentId()).isNull();
        assertThat(numbers.list(org, PageRequest.first(5)).data().get(0).agentId())
                .isNull();
        assertThat(numbers.update(org, id, new OwnedNumberDraft(null, "Still ours", null, null, null))
                        .agentId())
                .isNull();
    }

    @Test
    void aNumberThatIsNotActiveYetIsNotCalledFrom() {
        String pending = numbers.take(org, draft(NUMBER)).id();
        String active = numbers.take(org, draft(PhoneNumber.of("+12025550121"))).id();
        rows.set("phone_numbers", pending, "status", "pending");
        Problem problem = problem(() -> numbers.forCall(org, pending));
        assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
        assertThat(problem.code()).isEqualTo("number_not_active");
        assertThat(numbers.active(org, PageRequest.first(5)).data())
                .extracting(OwnedNumber::id)
                .containsExactly(active);
        assertThat(numbers.active(org, PageRequest.first(5)).total()).isEqualTo(1);
        assertThat(numbers.list(org, PageRequest.first(5)).total()).isEqualTo(2);
    }

    @Test
    void numbersAreListedNewestFirstPageByPage() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(
                    0,
                    numbers.take(org, draft(PhoneNumber.of("+1202555013" + i))).id());
        }
        numbers.take(otherOrg, draft(PhoneNumber.of("+12025550140")));
        Page<OwnedNumber> first = numbers.list(org, PageRequest.first(3));
        Page<OwnedNumber> second = numbers.list(org, PageRequest.after(first.nextCursor(), 3));
        assertThat(first.total()).isEqualTo(5);
        assertThat(first.data()).extracting(OwnedNumber::id).isEqualTo(ids.subList(0, 3));
        assertThat(second.data()).extracting(OwnedNumber::id).isEqualTo(ids.subList(3, 5));
        assertThat(second.nextCursor()).isNull();
        assertThat(numbers.list(org, new PageRequest(3, null, 4)).data())
                .extracting(OwnedNumber::id)
                .isEqualTo(ids.subList(4, 5));
    }

    @Test
    void anotherOrganisationsNumberIsNotThere() {
        String id = numbers.take(org, draft(NUMBER)).id();
        assertNotFound(() -> numbers.forCall(otherOrg, id));
        assertNotFound(() -> numbers.update(otherOrg, id, new OwnedNumberDraft(null, "Taken", null, null, null)));
        assertNotFound(() -> numbers.release(otherOrg, id));
        assertThat(numbers.list(otherOrg, PageRequest.first(5)).data()).isEmpty();
        assertThat(numbers.active(otherOrg, PageRequest.first(5)).data()).isEmpty();
        assertThat(numbers.forCall(org, id).label()).isEqualTo("+12025550120");
    }

    private static OwnedNumberDraft draft(@Nullable PhoneNumber number) {
        return new OwnedNumberDraft(number, null, null, null, null);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem problem(ThrowingCallable action) {
        Problem problem = catchThrowableOfType(Problem.class, action);
        assertThat(problem).as("a refusal").isNotNull();
        return problem;
    }

    private static void assertNotFound(ThrowingCallable action) {
        assertThat(problem(action).kind()).isEqualTo(ProblemKind.NOT_FOUND);
    }

    @SuppressWarnings("unchecked")
    private static void assertFaults(ThrowingCallable action, String... paths) {
        Problem problem = problem(action);
        assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
        assertThat((List<FieldError>) problem.details().get("fields"))
                .extracting(FieldError::path)
                .containsExactlyInAnyOrder(paths);
    }
}
