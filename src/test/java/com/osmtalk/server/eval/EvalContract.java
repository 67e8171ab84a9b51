package com.osmtalk.server.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.Drafts;
import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRun.AgentState;
import com.osmtalk.api.EvalRun.Ending;
import com.osmtalk.api.EvalRunAllRequest;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalRunRequest;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.EvalVerdict.Outcome;
import com.osmtalk.api.Json;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.EvalApi;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.TestServer.OtherOrganization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is stored of test cases and their runs, and what becomes of it. */
abstract class EvalContract {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CASES = "/api/eval/test-cases";
    private static final String GOOD = """
            {"name": "Confirms", "lines": ["Hello?", "Yes, I can come."],
             "dynamicVariables": {"first_name": "Asha", "day": "Thursday"},
             "criteria": {"mustSay": ["on thursday", "goodbye | bye"], "mustNotSay": ["discount", "thurs"],
               "mustAsk": ["reminder"], "fields": {"appointment_confirmed": true}, "maxTurns": 10}}
            """;

    final TestClock clock = new TestClock();

    @RegisterExtension
    final TestServer server = server().withClock(clock);

    abstract TestServer server();

    @Test
    void aConversationThatFulfilsEverythingPassesAndLeavesNoTrace() {
        var balance = server.client().widget().dashboard(null, null).balance();
        EvalCase testCase = create(GOOD);

        EvalRun run = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));

        assertThat(run.verdicts()).extracting(EvalVerdict::outcome).containsOnly(Outcome.PASSED);
        assertThat(run.status()).isEqualTo(EvalStatus.PASSED);
        assertThat(run.verdicts()).hasSize(7);
        assertThat(run.playedBy()).isEqualTo("script");
        assertThat(run.endedBy()).isEqualTo(Ending.AGENT);
        assertThat(run.agentState()).isEqualTo(AgentState.CURRENT);
        assertThat(run.transcript().get(0).role()).isEqualTo(TranscriptRole.AGENT);
        assertThat(run.transcript())
                .filteredOn(line -> line.role() == TranscriptRole.CALLER)
                .extracting(TranscriptEntry::text)
                .startsWith("Hello?", "Yes, I can come.");
        assertThat(server.client()
                        .widget()
                        .listCalls(CallQuery.ALL, PageRequest.first(1))
                        .total())
                .isZero();
        assertThat(server.client().widget().dashboard(null, null).balance()).isEqualTo(balance);
    }

    @Test
    void theOrganisationsOwnWordsEndTheConversationAsOnTheTelephone() {
        String wish = "{\"name\": \"Wants none\", \"lines\": [\"Enough, of this nonsense.\"],"
                + " \"criteria\": {\"mustSay\": [\"off our list\"]}}";
        EvalCase testCase = create(wish);
        assertThat(finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null))
                        .status())
                .isEqualTo(EvalStatus.FAILED);
        server.api().put("/api/settings/compliance", "{\"optOutPhrases\": [\"enough of this nonsense\"]}");

        EvalRun run = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));

        assertThat(run.status()).isEqualTo(EvalStatus.PASSED);
        assertThat(run.endedBy()).isEqualTo(Ending.AGENT);
        assertThat(run.transcript()).hasSize(3);
    }

    @Test
    void allCasesOfAnAgentOrThoseOfTheRequestAreRun() {
        create(GOOD);
        create(GOOD.replace("Confirms", "Confirms as well"));
        EvalCaseDraft given = draft("{\"name\": \"Given\", \"criteria\": {\"mustSay\": [\"clinic\"]}}");

        List<EvalRun> stored = eval().runAll(new EvalRunAllRequest(null, null, null, null), null)
                .runs();
        List<EvalRun> ofRequest = eval().runAll(
                        new EvalRunAllRequest(server.agentId(), null, null, List.of(given)), null)
                .runs();

        assertThat(stored).extracting(run -> run.testCase().name()).containsExactly("Confirms", "Confirms as well");
        assertThat(stored).allSatisfy(run -> assertThat(finished(run).status()).isEqualTo(EvalStatus.PASSED));
        assertThat(ofRequest)
                .singleElement()
                .satisfies(run -> assertThat(finished(run).status()).isEqualTo(EvalStatus.PASSED));
        assertThat(eval().listCases(server.agentId(), PageRequest.first(10)).total())
                .isEqualTo(2);
        assertThat(eval().listRuns(EvalRunQuery.ALL, PageRequest.first(10)).total())
                .isEqualTo(3);
        assertThat(eval().listRuns(
                                new EvalRunQuery(stored.get(0).testCaseId(), server.agentId(), EvalStatus.PASSED),
                                PageRequest.first(10))
                        .data())
                .extracting(EvalRun::id)
                .containsExactly(stored.get(0).id());
    }

    @Test
    void aCaseIsChangedInPartAndItsRunsOutliveIt() {
        EvalCase testCase = create(GOOD);
        EvalRun run = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));

        EvalCase changed = eval().updateCase(testCase.id(), draft("{\"agentId\": null, \"goal\": \"To cancel.\"}"));
        assertThat(changed.goal()).isEqualTo("To cancel.");
        assertThat(changed.criteria()).isEqualTo(testCase.criteria());
        assertThat(eval().getCase(testCase.id())).isEqualTo(changed);

        eval().deleteCase(testCase.id());
        assertThat(server.api().get(CASES + "/" + testCase.id()).status()).isEqualTo(404);
        assertThat(server.api().delete(CASES + "/" + testCase.id()).status()).isEqualTo(404);
        assertThat(eval().getRun(run.id()).testCase().name()).isEqualTo("Confirms");
    }

    @Test
    void aCaseThatSomebodyElseHasChangedIsNotChangedOverThem() {
        EvalCase read = create(GOOD);
        EvalCaseDraft mine = draft("{\"agentId\": null, \"goal\": \"To cancel.\"}");
        EvalCase theirs = eval().updateCase(read, draft("{\"agentId\": null, \"goal\": \"To ask.\"}"));

        ApiException refused = catchThrowableOfType(ApiException.class, () -> eval().updateCase(read, mine));
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("test_case_changed");
        assertThat(eval().getCase(read.id())).isEqualTo(theirs);
        assertThat(eval().updateCase(read, draft("{\"agentId\": null, \"goal\": \"To ask.\"}")))
                .as("what is so already")
                .isEqualTo(theirs);
        assertThat(eval().updateCase(theirs, mine).goal()).isEqualTo("To cancel.");
    }

    @Test
    void aNameIsThatOfOneCaseOfAnAgent() {
        EvalCase first = create(GOOD);
        EvalCase second = create(GOOD.replace("Confirms", "Other"));

        assertThat(server.api().post(CASES, ofAgent(GOOD)).json().at("/code").asText())
                .isEqualTo("test_case_exists");
        assertThat(server.api()
                        .put(CASES + "/" + second.id(), "{\"name\": \"Confirms\"}")
                        .status())
                .isEqualTo(409);
        assertThat(server.api()
                        .put(CASES + "/" + first.id(), "{\"name\": \"Confirms\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void otherOrganisationsSeeNothing() {
        EvalCase testCase = create(GOOD);
        EvalRun run = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));
        OtherOrganization other = server.otherOrganization();
        var theirs = server.api().anonymous().withBearer(other.key());

        assertThat(theirs.get(CASES + "/" + testCase.id()).status()).isEqualTo(404);
        assertThat(theirs.put(CASES + "/" + testCase.id(), "{\"name\": \"x\"}").status())
                .isEqualTo(404);
        assertThat(theirs.delete(CASES + "/" + testCase.id()).status()).isEqualTo(404);
        assertThat(theirs.post(CASES + "/" + testCase.id() + "/run", "{}").status())
                .isEqualTo(404);
        assertThat(theirs.get("/api/eval/runs/" + run.id()).status()).isEqualTo(404);
        assertThat(theirs.post(CASES, ofAgent(GOOD.replace("Confirms", "Theirs")))
                        .status())
                .isEqualTo(404);
        assertThat(theirs.post("/api/eval/run-all", "{\"agentId\": \"%s\"}".formatted(server.agentId()))
                        .status())
                .isEqualTo(404);
        assertThat(theirs.get(CASES).json().at("/total").asInt()).isZero();
        assertThat(theirs.get("/api/eval/runs").json().at("/total").asInt()).isZero();
    }

    @Test
    void aDraftAndAVersionAreRunWithoutTouchingTheAgent() {
        EvalCase testCase = create("{\"name\": \"Greets\", \"criteria\": {\"mustSay\": [\"Good morning\"]}}");
        server.client().account().agents().publish(server.agentId(), new AgentVersionDraft("A", null), null);
        EvalRunRequest draft = new EvalRunRequest(null, Drafts.agent(Map.of("greeting", "Good  MORNING, friend.")));

        EvalRun ofDraft = finished(eval().run(testCase.id(), draft, null));
        EvalRun ofVersion = finished(eval().run(testCase.id(), new EvalRunRequest(1, null), null));
        EvalRun current = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));

        assertThat(ofDraft.status()).isEqualTo(EvalStatus.PASSED);
        assertThat(ofDraft.agentState()).isEqualTo(AgentState.DRAFT);
        assertThat(ofVersion.status()).isEqualTo(EvalStatus.FAILED);
        assertThat(ofVersion.agentVersion()).isEqualTo(1);
        assertThat(ofVersion.agentFingerprint())
                .isEqualTo(current.agentFingerprint())
                .isNotEqualTo(ofDraft.agentFingerprint());
        assertThat(server.client().account().agents().get(server.agentId()).greeting())
                .doesNotContain("MORNING");
    }

    @Test
    void casesOfADeletedAgentAreInNoList() {
        EvalCase stays = create(GOOD);
        String other = agent("{\"name\": \"Leaves soon\"}");
        EvalCase gone = eval().createCase(
                        draft("{\"agentId\": \"%s\", \"name\": \"Greets\", \"criteria\":".formatted(other)
                                + " {\"mustSay\": [\"hello\"]}}"),
                        null);
        EvalRun run = finished(eval().run(gone.id(), EvalRunRequest.CURRENT, null));
        server.client().account().agents().delete(other);

        assertThat(eval().listCases(null, PageRequest.first(10)))
                .satisfies(page -> assertThat(page.total()).isEqualTo(1))
                .satisfies(
                        page -> assertThat(page.data()).extracting(EvalCase::id).containsExactly(stays.id()));
        assertThat(eval().listCases(other, PageRequest.first(10)).total()).isZero();
        assertThat(eval().runAll(new EvalRunAllRequest(null, null, null, null), null)
                        .runs())
                .extracting(EvalRun::testCaseId)
                .containsExactly(stays.id());
        assertThat(eval().getRun(run.id()).status()).as("what it came to stays").isEqualTo(EvalStatus.PASSED);
    }

    @Test
    void aServerThatDiesLosesNoRunThatWasOverAndTellsOfTheOneThatWasNot() {
        EvalCase testCase = create(GOOD);
        EvalRun over = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));
        EvalRun underWay = heldByAServerThatIsGone(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));

        server.restart();

        assertThat(eval().getRun(over.id())).isEqualTo(over);
        EvalRun told = finished(underWay);
        assertThat(told.status()).isEqualTo(EvalStatus.ERROR);
        assertThat(told.error()).contains("The server stopped", "Run it again");
        assertThat(eval().listRuns(EvalRunQuery.ALL, PageRequest.first(10)).total())
                .isEqualTo(2);
    }

    /** As the database has it after a server was killed in the middle of a run. */
    private EvalRun heldByAServerThatIsGone(EvalRun begun) {
        finished(begun);
        server.database()
                .transaction(handle -> handle.createUpdate("""
                        UPDATE eval_runs SET status = 'running', server_id = 'gone', content = :content WHERE id = :id
                        """)
                        .bind("content", json(begun))
                        .bind("id", begun.id())
                        .execute());
        return begun;
    }

    @Test
    void runsAreKeptForNinetyDays() {
        EvalCase testCase = create(GOOD);
        EvalRun old = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));
        clock.advance(Duration.ofDays(89));
        EvalRun young = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));
        server.restart();
        assertThat(eval().listRuns(EvalRunQuery.ALL, PageRequest.first(10)).total())
                .isEqualTo(2);

        clock.advance(Duration.ofDays(2));
        server.restart();

        assertThat(eval().listRuns(EvalRunQuery.ALL, PageRequest.first(10)).data())
                .extracting(EvalRun::id)
                .containsExactly(young.id());
        assertThat(server.api().get("/api/eval/runs/" + old.id()).status()).isEqualTo(404);
        assertThat(eval().getCase(testCase.id())).isEqualTo(testCase);
    }

    private EvalApi eval() {
        return server.client().account().eval();
    }

    private String agent(String body) {
        return server.api().post("/api/agents", body).text("/id");
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private EvalCase create(String json) {
        return eval().createCase(draft(ofAgent(json)), null);
    }

    private static EvalCaseDraft draft(String json) {
        try {
            return Json.MAPPER.readValue(json, EvalCaseDraft.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private String ofAgent(String json) {
        return json.strip().replaceFirst("\\{", "{\"agentId\": \"" + server.agentId() + "\", ");
    }

    private EvalRun finished(EvalRun run) {
        Waiting.untilTrue(LIMIT, () -> eval().getRun(run.id()).status().isOver());
        return eval().getRun(run.id());
    }
}
