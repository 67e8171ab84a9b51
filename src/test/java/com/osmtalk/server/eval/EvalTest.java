package com.osmtalk.server.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.Drafts;
import com.osmtalk.Waiting;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRun.Ending;
import com.osmtalk.api.EvalRunAllRequest;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalRunRequest;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.EvalVerdict.Criterion;
import com.osmtalk.api.EvalVerdict.Outcome;
import com.osmtalk.api.Json;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.client.EvalApi;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test cases of agents and their runs, over HTTP. */
class EvalTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CASES = "/api/eval/test-cases";
    private static final String GOOD = """
            {"name": "Confirms", "lines": ["Hello?", "Yes, I can come."],
             "dynamicVariables": {"first_name": "Asha", "day": "Thursday"},
             "criteria": {"mustSay": ["on thursday", "goodbye | bye"], "mustNotSay": ["discount", "thurs"],
               "mustAsk": ["reminder"], "fields": {"appointment_confirmed": true}, "maxTurns": 10}}
            """;

    @RegisterExtension
    final TestServer server = TestServer.create();

    @Test
    void aConversationThatIsHandedOverGoesOnWithTheOtherAgent() {
        String billing = agent("""
                {"name": "Billing", "greeting": "This is Billing.",
                 "systemPrompt": "You explain invoices.\\n1. Which invoice is it about?"}""");
        String reception = agent("""
                {"name": "Reception", "greeting": "Hello, how can I help?", "tools": {"transferSettings": {
                    "transferToAgents": [{"agentId": "%s", "triggerDescription": "when they ask about an invoice"}]}}}
                """.formatted(billing));
        EvalRunAllRequest request = new EvalRunAllRequest(reception, null, null, List.of(draft("""
                {"name": "Wrong invoice", "lines": ["My invoice is wrong.", "The one of May."],
                 "criteria": {"mustAsk": ["which invoice"], "maxTurns": 4}}""")));

        EvalRun run = finished(eval().runAll(request, null).runs().get(0));

        assertThat(run.agentId()).isEqualTo(reception);
        assertThat(run.status()).isEqualTo(EvalStatus.PASSED);
        assertThat(run.transcript())
                .extracting(TranscriptEntry::role, TranscriptEntry::text)
                .containsSequence(
                        tuple(TranscriptRole.CALLER, "My invoice is wrong."),
                        tuple(TranscriptRole.SYSTEM, "Handed over to Billing (" + billing + ")."),
                        tuple(TranscriptRole.AGENT, "This is Billing. Which invoice is it about?"),
                        tuple(TranscriptRole.CALLER, "The one of May."));
        assertThat(run.transcript())
                .filteredOn(line -> line.role() == TranscriptRole.SYSTEM)
                .hasSize(1);
    }

    @Test
    void eachCriterionThatDoesNotHoldIsToldWithItsReasonAndLine() {
        EvalCase testCase = create("""
                {"name": "Fails", "lines": ["Hello?", "No, I can't come."],
                 "criteria": {"mustSay": ["discount"], "mustNotSay": ["the clinic"], "mustAsk": ["your name"],
                   "fields": {"appointment_confirmed": true, "shoe_size": 42, "reminder_wanted": null}, "maxTurns": 1}}
                """);

        EvalRun run = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));

        assertThat(run.status()).isEqualTo(EvalStatus.FAILED);
        assertThat(run.endedBy()).isEqualTo(Ending.MAX_TURNS);
        assertThat(run.verdicts())
                .extracting(EvalVerdict::criterion, EvalVerdict::outcome, EvalVerdict::lineIndex)
                .containsExactly(
                        tuple(Criterion.MUST_SAY, Outcome.FAILED, null),
                        tuple(Criterion.MUST_NOT_SAY, Outcome.FAILED, 0),
                        tuple(Criterion.MUST_ASK, Outcome.FAILED, null),
                        tuple(Criterion.FIELD, Outcome.FAILED, null),
                        tuple(Criterion.FIELD, Outcome.FAILED, null),
                        tuple(Criterion.FIELD, Outcome.PASSED, null),
                        tuple(Criterion.MAX_TURNS, Outcome.FAILED, null));
        assertThat(run.verdicts())
                .extracting(EvalVerdict::reason)
                .contains(
                        "The agent never said it.",
                        "The agent's analysis has no such field.",
                        "It was not over when the agent had spoken once.");
    }

    @Test
    void withoutAModelWordsAreNotJudgedAndTheRunIsUndecided() {
        EvalCase testCase = create("""
                {"name": "Polite", "criteria": {"mustSay": ["clinic"], "judged": ["The agent stays polite."]}}
                """);

        EvalRun run = finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null));

        assertThat(run.status()).isEqualTo(EvalStatus.UNDECIDED);
        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.criterion() == Criterion.JUDGED)
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
                    assertThat(verdict.reason()).contains("no language model");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'name': 'x'}; criteria",
                "{'name': 'x', 'criteria': {}}; criteria",
                "{'name': ' ', 'criteria': {'maxTurns': 3}}; name",
                "{'name': 'x', 'criteria': {'maxTurns': 0}}; criteria.maxTurns",
                "{'name': 'x', 'criteria': {'maxTurns': 51}}; criteria.maxTurns",
                "{'name': 'x', 'criteria': {'maxTurns': '3'}}; criteria.maxTurns",
                "{'name': 'x', 'criteria': {'mustSay': ['a|']}}; criteria.mustSay[0]",
                "{'name': 'x', 'criteria': {'mustSay': ['...']}}; criteria.mustSay[0]",
                "{'name': 'x', 'criteria': {'mustSay': [null]}}; criteria.mustSay[0]",
                "{'name': 'x', 'criteria': {'mustSay': 'a'}}; criteria.mustSay",
                "{'name': 'x', 'criteria': {'judged': ['']}}; criteria.judged[0]",
                "{'name': 'x', 'criteria': {'fields': {'a': [1]}}}; criteria.fields.a",
                "{'name': 'x', 'criteria': {'fields': {'a': 1e400}}}; criteria.fields.a",
                "{'name': 'x', 'criteria': {'fields': {'a': -1e40}}}; criteria.fields.a",
                "{'name': 'x', 'criteria': {'fields': {'a': 1e-40}}}; criteria.fields.a",
                "{'name': 'x', 'criteria': {'fields': {'a': 1e-2000000000}}}; criteria.fields.a",
                "{'name': 'x', 'criteria': {'fields': {'a': 12345678901234567890123456789012345678901}}};"
                        + " criteria.fields.a",
                "{'name': 'x', 'criteria': {'must': ['a']}}; criteria.must",
                "{'name': 'x', 'lines': [''], 'criteria': {'maxTurns': 3}}; lines[0]",
                "{'name': 'x', 'dynamicVariables': {'{': 'a'}, 'criteria': {'maxTurns': 3}}; dynamicVariables.{",
            })
    void whatIsWrongIsNamed(String body, String field) {
        var answer = server.api().post(CASES, ofAgent(body.replace('\'', '"')));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/fields/0/path").asText()).isEqualTo(field);
    }

    @Test
    void whatBelongsToOneAgentGoesWithAnAgent() {
        assertThat(server.api().post("/api/eval/run-all", "{\"version\": 1}").status())
                .isEqualTo(400);
        EvalCase testCase = create(GOOD);
        assertThat(server.api()
                        .post(CASES + "/" + testCase.id() + "/run", "{\"version\": 9}")
                        .status())
                .isEqualTo(404);
        assertThat(server.api()
                        .post(CASES + "/" + testCase.id() + "/run", "{\"version\": 1, \"draft\": {}}")
                        .status())
                .isEqualTo(400);
        assertThat(server.api()
                        .post(CASES + "/" + testCase.id() + "/run", "{\"draft\": {\"temperature\": 9}}")
                        .status())
                .isEqualTo(400);
        assertThat(eval().listRuns(EvalRunQuery.ALL, PageRequest.first(1)).total())
                .isZero();
    }

    @Test
    void theAnalysisIsNotAskedWhereItIsOff() {
        EvalRunRequest off = new EvalRunRequest(
                null, Drafts.agent(Map.of("postCallAnalysis", Map.of("enabled", false, "schema", List.of()))));
        EvalRun run = finished(eval().run(create(GOOD).id(), off, null));

        assertThat(run.analysis()).isNull();
        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.criterion() == Criterion.FIELD)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.reason()).contains("is off"));
    }

    @ParameterizedTest
    @CsvSource({"wants_human, TRANSFER", "not_interested, AGENT", "opts_out, AGENT", "hangs_up, CALLER"})
    void aPersonaOfTheSimulatedNetworkIsPlayedByItsName(String persona, Ending ending) {
        EvalCase testCase = create("{\"name\": \"%s\", \"persona\": \"%s\", \"criteria\": {\"maxTurns\": 12}}"
                .formatted(persona, persona.replace('_', ' ')));

        assertThat(finished(eval().run(testCase.id(), EvalRunRequest.CURRENT, null))
                        .endedBy())
                .isEqualTo(ending);
    }

    private EvalApi eval() {
        return server.client().account().eval();
    }

    private String agent(String body) {
        return server.api().post("/api/agents", body).text("/id");
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
