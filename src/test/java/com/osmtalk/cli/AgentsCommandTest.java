package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Drafts;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.PageRequest;
import com.osmtalk.cli.agentfile.AgentFolder;
import com.osmtalk.cli.agentfile.AgentPush;
import com.osmtalk.cli.agentfile.PushPlan;
import com.osmtalk.cli.agentfile.ServerAgent;
import com.osmtalk.client.AgentsApi;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Agents pulled from a real server, changed as files, pushed back and tested, on the command line. */
class AgentsCommandTest {
    private static final String TESTS = """
            tests:
              - name: Comes
                lines: ["Hello?", "Yes, I can come."]
                criteria:
                  mustAsk: [reminder]
            """;

    private static final String GREETS = """
            tests:
              - name: Greets
                lines: ["Hi."]
                criteria:
                  mustSay: [hello]
            """;

    @RegisterExtension
    final TestServer server = TestServer.create();

    @TempDir
    Path folder;

    /** What a command came to. */
    private record Ran(int exitCode, String out, String err) {}

    @Test
    void whatIsPulledIsTheSameAndPushesNothing() throws IOException {
        Ran pulled = run("pull");
        assertThat(pulled.exitCode()).isZero();
        assertThat(pulled.out()).startsWith("new        ");
        assertThat(files()).contains("appointment-reminder.yaml");

        assertThat(run("diff").exitCode()).isZero();
        assertThat(run("push").out()).contains("nothing to push");
        assertThat(run("pull").out()).startsWith("unchanged  ").doesNotContain("new  ", "updated");
    }

    @Test
    void aChangeIsShownAskedForAndPushedWithItsTests() throws IOException {
        run("pull");
        change("Be friendly and brief", "Be very friendly");
        change("tests: []\n", "# what has to work\n" + TESTS);

        Ran diff = run("diff");
        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out())
                .contains("-     Be friendly and brief,", "+     Be very friendly,", "+   - name: Comes")
                .doesNotContain("temperature");

        Ran refused = run(new Answers("n"), "push");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("nothing was pushed");
        assertThat(agent().systemPrompt()).doesNotContain("very friendly");
        assertThat(run("push").err()).contains("nobody is here to be asked", "--yes");

        Ran pushed = run(new Answers("y"), "push", "--publish", "Friendlier");
        assertThat(pushed.exitCode()).isZero();
        assertThat(pushed.out()).contains("pushed   ", "version 1");
        assertThat(agent().systemPrompt()).contains("very friendly");
        assertThat(agents().getVersion(server.agentId(), 1).label()).isEqualTo("Friendlier");
        assertThat(cases()).extracting(EvalCase::name).containsExactly("Comes");
        assertThat(text()).contains("# what has to work");
        assertThat(run("diff").exitCode()).isZero();
    }

    @Test
    void aTestThatIsChangedKeepsItsIdAndOneThatIsTakenOutIsGone() throws IOException {
        run("pull");
        change("tests: []\n", TESTS + TESTS.replace("tests:\n", "").replace("Comes", "Other"));
        run("push", "--yes");
        String id = cases().stream()
                .filter(each -> each.name().equals("Comes"))
                .findFirst()
                .orElseThrow()
                .id();

        change(TESTS.replace("tests:\n", "").replace("Comes", "Other"), "");
        change("    lines: [\"Hello?\", \"Yes, I can come.\"]\n", "    goal: To come.\n");
        assertThat(run("push", "--yes").exitCode()).isZero();

        assertThat(cases()).singleElement().satisfies(left -> {
            assertThat(left.id()).isEqualTo(id);
            assertThat(left.lines()).isNull();
            assertThat(left.goal()).isEqualTo("To come.");
        });
        assertThat(run("diff").exitCode()).isZero();
    }

    @Test
    void whatWasChangedOnBothSidesIsLostOnNeither() throws IOException {
        run("pull");
        change("Be friendly and brief", "Be brief");
        agents().update(server.agentId(), draft(Map.of("temperature", 0.1)));

        Ran push = run("push", "--yes");
        assertThat(push.exitCode()).isEqualTo(1);
        assertThat(push.err()).contains("changed on the server since this file was pulled", "Nothing was pushed");
        assertThat(agent().temperature()).isEqualTo(0.1);
        Ran pull = run("pull");
        assertThat(pull.exitCode()).isEqualTo(1);
        assertThat(pull.err()).contains("nothing was written");
        assertThat(text()).contains("Be brief");

        assertThat(run("push", "--yes", "--force").exitCode()).isZero();
        assertThat(agent().systemPrompt()).contains("Be brief");
        assertThat(run("diff").exitCode()).isZero();
    }

    @Test
    void aChangeThatIsMadeWhileAPushIsUnderWayIsNotOverwritten() throws IOException {
        run("pull");
        change("Be friendly and brief", "Be brief");
        AgentFolder files = new AgentFolder(folder);
        PushPlan plan =
                PushPlan.all(files.files(), ServerAgent.all(server.client())).get(0);
        agents().update(server.agentId(), draft(Map.of("temperature", 0.1)));

        AgentPush.Result result = AgentPush.push(plan, server.client(), files, false);

        assertThat(result.agent()).isEmpty();
        assertThat(result.refused()).singleElement().asString().contains("was changed at", "Read it again");
        assertThat(agent().systemPrompt()).contains("Be friendly and brief");
    }

    @Test
    void anAgentOfAnotherServerIsImportedWithAllThatItHas() throws IOException {
        Files.writeString(folder.resolve("theirs.yaml"), """
                agent:
                  name: Theirs
                  vadConfidence: 0.7
                  ambience: {level: 2}
                  llm: {provider: groq, model: llama-9}
                  tools: {clientTools: [{name: open_page}]}
                """);
        assertThat(run("push", "--yes").err()).contains("line 4: there is no field ambience here", "push --import");

        Ran pushed = run("push", "--yes", "--import");

        assertThat(pushed.exitCode()).isZero();
        assertThat(pushed.out())
                .contains(
                        "no effect on this server: ambience.",
                        "no effect on this server: llm.",
                        "no effect on this server: tools.clientTools.",
                        "no effect on this server: vadConfidence.");
        Agent made = agents().list(PageRequest.first(1)).data().get(0);
        assertThat(made.llm().model()).isEqualTo("llama-9");
        assertThat(made.further()).containsKeys("ambience", "vadConfidence");
        Files.delete(folder.resolve("theirs.yaml"));
        run("pull");
        assertThat(folder.resolve("theirs.yaml")).content().contains("ambience:", "clientTools:", "model: llama-9");
        assertThat(run("diff").exitCode()).isZero();
        Path file = folder.resolve("theirs.yaml");
        Files.writeString(file, Files.readString(file).replace("level: 2", "level: 3"));
        assertThat(run("push", "--yes").exitCode()).isZero();
        assertThat(agents().get(made.id()).further()).containsEntry("ambience", Map.of("level", 3));
    }

    @Test
    void aChangeOnTheServerIsPulledIntoTheFile() throws IOException {
        run("pull");
        Files.move(folder.resolve("appointment-reminder.yaml"), folder.resolve("mine.yml"));
        agents().update(server.agentId(), draft(Map.of("temperature", 0.1)));

        assertThat(run("pull").out()).contains("updated    " + folder.resolve("mine.yml"));
        assertThat(files()).contains("mine.yml").doesNotContain("appointment-reminder.yaml");
        assertThat(Files.readString(folder.resolve("mine.yml"))).contains("temperature: 0.1");
    }

    @Test
    void aNewFileBecomesAnAgentOnce() throws IOException {
        Files.writeString(folder.resolve("new.yaml"), "agent:\n  name: Fresh\n  greeting: Hello there.\n" + TESTS);

        assertThat(run("push", "--yes").exitCode()).isZero();
        Agent made = agents().list(PageRequest.first(1)).data().get(0);
        assertThat(made.name()).isEqualTo("Fresh");
        assertThat(Files.readString(folder.resolve("new.yaml"))).startsWith("id: " + made.id() + "\n");
        assertThat(run("push", "--yes").out()).contains("nothing to push");

        Files.writeString(folder.resolve("same.yaml"), "agent:\n  name: FRESH\n");
        assertThat(run("push", "--yes").err()).contains("the server has an agent named FRESH already", made.id());
    }

    @Test
    void agentsOfOneNameHaveFilesOfTheirOwn() throws IOException {
        agents().create(draft(Map.of("name", "Twin", "greeting", "One.")), null);
        agents().create(draft(Map.of("name", "twin!", "greeting", "Two.")), null);
        agents().create(draft(Map.of("name", "../../up", "greeting", "Three.")), null);

        assertThat(run("pull").exitCode()).isZero();

        assertThat(files())
                .filteredOn(file -> file.startsWith("twin"))
                .hasSize(2)
                .contains("twin.yaml");
        assertThat(files()).contains("up.yaml");
        assertThat(run("diff").exitCode()).isZero();
        Files.copy(folder.resolve("up.yaml"), folder.resolve("copy.yaml"));
        assertThat(run("push", "--yes").err()).contains("copy.yaml is");
    }

    @Test
    void secretsStayOnTheServer() throws IOException {
        Map<String, Object> tool = Map.of(
                "name", "look_up",
                "description", "Looks up.",
                "method", "GET",
                "url", "https://shop.example/orders",
                "headers", Map.of("Authorization", "Bearer s3cret"));
        agents().update(server.agentId(), draft(Map.of("tools", Map.of("httpTools", List.of(tool)))));
        run("pull");
        assertThat(text()).contains("Authorization: null").doesNotContain("s3cret");

        change("Looks up.", "Looks up an order.");
        Ran pushed = run("push", "--yes");
        assertThat(pushed.exitCode()).isZero();
        assertThat(pushed.out()).doesNotContain("s3cret");
        assertThat(agent().tools().httpTools().get(0).headers()).containsEntry("Authorization", "Bearer s3cret");
        assertThat(agent().tools().httpTools().get(0).description()).isEqualTo("Looks up an order.");

        change("https://shop.example/orders", "https://SHOP.example:443/orders");
        change("Authorization: null", "authorization: null");
        assertThat(run("push", "--yes").exitCode()).isZero();
        assertThat(agent().tools().httpTools().get(0).headers()).containsEntry("authorization", "Bearer s3cret");

        change("https://SHOP.example:443/orders", "https://elsewhere.example/orders");
        assertThat(run("push", "--yes").err()).contains("for another server write its value");
        change("authorization: null", "Authorization: Bearer 0ther");
        assertThat(run("push", "--yes").out())
                .contains("values of headers are set, which are not shown")
                .doesNotContain("0ther");
        assertThat(agent().tools().httpTools().get(0).headers()).containsEntry("Authorization", "Bearer 0ther");
    }

    @Test
    void testsRunOnTheFilesAsTheyAreWithoutAPush() throws IOException {
        run("pull");
        change("tests: []\n", TESTS);
        Path report = folder.resolve("report.xml");

        Ran passed = run("test", "--junit", report.toString());
        assertThat(passed.exitCode()).isZero();
        assertThat(passed.out()).contains("passed     Comes", "1 passed, 0 failed");
        assertThat(report).content().contains("<testcase classname=\"Appointment reminder\" name=\"Comes\"");

        change("2. Would you like a reminder by text message the day before?\n", "2. Are you well?\n");
        Ran failed = run("test");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).contains("failed     Comes", "must ask \"reminder\": The agent never asked for it.");
        assertThat(cases()).isEmpty();
        assertThat(agent().systemPrompt()).contains("text message");
    }

    @Test
    void theExamplesPassOffline() {
        Ran ran = bare("agents", "test", "--offline", "examples/agents");

        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.out()).contains("5 passed, 0 failed, 0 undecided, 0 could not be run");
    }

    @Test
    void whatCanNotBeDoneIsSaid() throws IOException {
        assertThat(run("push", "--yes").err()).contains("has no file of an agent in it");
        assertThat(bare("agents", "test", folder.resolve("none").toString()).err())
                .contains("there is no folder");
        assertThat(bare("agents").err()).contains("pull, push, diff or test?");
        Files.writeString(folder.resolve("a.yaml"), "agent:\n  name: x\n  colour: red\n");
        Ran wrong = run("test", "--offline");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.out()).contains("a.yaml, line 3: there is no field colour here", "1 could not be run");
        Files.writeString(folder.resolve("a.yaml"), "agent:\n  name: x\n");
        assertThat(run("test", "--offline").err()).contains("has a test");
        Files.writeString(folder.resolve("a.yaml"), "agent:\n  name: x\ntests: []\n");
        assertThat(run("test", "--offline").err()).contains("no file", "has a test");
        Files.writeString(folder.resolve("a.yaml"), "agent:\n  name: x\ntests:\n  - name: y\n");
        assertThat(run("test", "--offline").out())
                .contains("a.yaml: tests[0].criteria: must have at least one criterion");
        assertThat(run("test").out()).contains("is not on the server yet");
        Files.writeString(folder.resolve("a.yaml"), "id: agent_0\nagent:\n  name: x\n");
        assertThat(run("push", "--yes").err()).contains("there is no agent agent_0 on the server");
    }

    @Test
    void whatIsRefusedOfOneFileKeepsNoOtherFromBeingTested() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "agent:\n  name: A\n  colour: red\n");
        Files.writeString(folder.resolve("b.yaml"), "agent:\n  name: B\n  temperature: 9\n" + TESTS);
        Files.writeString(
                folder.resolve("c.yaml"),
                "agent:\n  name: C\n" + TESTS + TESTS.replace("tests:\n", "").replace("Comes", "Other")
                        + "      maxTurns: 500\n");
        Files.writeString(
                folder.resolve("d.yaml"),
                "agent:\n  name: D\n  greeting: Hello.\ntests:\n  - name: Greets\n    lines: [Hi.]\n"
                        + "    criteria:\n      mustSay: [hello]\n");
        Path report = folder.resolve("report.xml");

        Ran ran = run("test", "--offline", "--junit", report.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("a.yaml, line 3: there is no field colour here")
                .contains("b.yaml: agent.temperature: must be from")
                .contains("c.yaml: tests[1].criteria.maxTurns: must be from")
                .contains("passed     Greets", "1 passed, 0 failed, 0 undecided, 4 could not be run");
        assertThat(report).content().contains("name=\"Greets\"", "name=\"Other\"", "tests[1].criteria.maxTurns");
    }

    @Test
    void theReportIsWrittenWhenNothingCanBeRun() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "id: agent_1\nagent:\n  name: A\n" + TESTS);
        Files.writeString(folder.resolve("b.yaml"), "agent:\n  name: B\n  colour: red\n");
        Path report = folder.resolve("report.xml");

        Ran ran = run(
                null, List.of("agents", "test", folder.toString(), "--junit", report.toString()), server.key() + "x");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("API key");
        assertThat(ran.out()).contains("there is no field colour here", "2 could not be run");
        assertThat(report).content().contains("name=\"Comes\"", "API key");
    }

    @Test
    void aPushGoesOnAfterARefusalAndSaysWhatIsPushedAndWhatIsNot() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "agent:\n  name: A\n  temperature: 9\n" + TESTS);
        Files.writeString(
                folder.resolve("b.yaml"),
                "agent:\n  name: B\n" + TESTS + "  - name: Other\n    criteria:\n      maxTurns: 500\n");
        Files.writeString(folder.resolve("c.yaml"), "agent:\n  name: C\n" + TESTS);

        Ran ran = run("push", "--yes", "--publish");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .containsSubsequence("not pushed   " + folder.resolve("a.yaml"), "agent.temperature: must be from")
                .containsSubsequence(
                        "half pushed  " + folder.resolve("b.yaml"),
                        "no version was published",
                        "test Other: tests[1].criteria.maxTurns: must be from")
                .containsSubsequence("pushed       " + folder.resolve("c.yaml"), "version 1");
        assertThat(cases()).hasSize(2);

        String b = Files.readString(folder.resolve("b.yaml"));
        Files.writeString(folder.resolve("b.yaml"), b.replace("500", "5"));
        Files.delete(folder.resolve("a.yaml"));
        assertThat(run("push", "--yes").exitCode()).isZero();
        assertThat(cases()).hasSize(3);
        assertThat(run("diff").exitCode()).isZero();
    }

    @Test
    void aChangeWhoseTestsAreRefusedIsKnownToTheNextPush() throws IOException {
        run("pull");
        change("Be friendly and brief", "Be brief");
        change("tests: []\n", TESTS + "  - name: Other\n    criteria:\n      maxTurns: 500\n");
        assertThat(run("push", "--yes").out()).contains("half pushed");
        assertThat(agent().systemPrompt()).contains("Be brief");

        change("Be brief", "Be very brief");
        change("maxTurns: 500", "maxTurns: 5");

        Ran again = run("push", "--yes");
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(agent().systemPrompt()).contains("Be very brief");
    }

    @Test
    void anAgentOfAPushThatWasKilledIsTakenForTheFilesOwn() throws IOException {
        String file = "agent:\n  name: K30\n  greeting: Hello there.\n" + TESTS;
        Files.writeString(folder.resolve("k.yaml"), file);
        Agent made = agents().create(draft(Map.of("name", "K30", "greeting", "Hello there.")), null);

        assertThat(run("push", "--yes").exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("k.yaml"))).startsWith("id: " + made.id() + "\n");
        assertThat(cases()).extracting(EvalCase::agentId).containsExactly(made.id());

        Files.writeString(folder.resolve("k.yaml"), file);
        assertThat(run("push", "--yes").out()).contains("the server has it already", "nothing to push");
        assertThat(Files.readString(folder.resolve("k.yaml"))).startsWith("id: " + made.id() + "\n");
        assertThat(agents().list(PageRequest.first(100)).data())
                .filteredOn(agent -> agent.name().equals("K30"))
                .hasSize(1);
    }

    @Test
    void whatIsAdvisedForAnAgentOfTheSameNameWorks() throws IOException {
        Agent made = agents().create(draft(Map.of("name", "K30", "greeting", "Hello there.")), null);
        Files.writeString(folder.resolve("k.yaml"), "agent:\n  name: K30\n  greeting: Good day.\n");

        assertThat(run("push", "--yes").err()).contains("write `id: " + made.id() + "`", "push with --force");
        Files.writeString(
                folder.resolve("k.yaml"), "id: " + made.id() + "\nagent:\n  name: K30\n  greeting: Good day.\n");
        assertThat(run("push", "--yes").err())
                .contains("was never pulled into this file", "--force")
                .doesNotContain("since");
        assertThat(run("push", "--yes", "--force").exitCode()).isZero();
        assertThat(agents().get(made.id()).greeting()).isEqualTo("Good day.");
    }

    @Test
    void agentsThatHandOverToEachOtherAreTestedOffline() throws IOException {
        String transfer = """
                  tools:
                    transferSettings:
                      transferToAgents:
                        - agentId: %s
                          triggerDescription: when asked
                """;
        Files.writeString(
                folder.resolve("a.yaml"),
                "id: agent_a\nagent:\n  name: A\n  greeting: Hello.\n" + transfer.formatted("agent_b") + GREETS);
        Files.writeString(folder.resolve("b.yaml"), "id: agent_b\nagent:\n  name: B\n" + transfer.formatted("agent_a"));
        Files.writeString(
                folder.resolve("c.yaml"),
                "agent:\n  name: C\n  greeting: Hello.\n" + transfer.formatted("agent_z") + GREETS);

        Ran ran = run("test", "--offline");

        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.out())
                .contains("2 passed", "c.yaml: without the transfer to agent_z")
                .doesNotContain("agent_a", "agent_b");
    }

    @Test
    void nothingIsPulledAmongTheAgentsOfAnotherAccount() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), "id: agent_other\nagent:\n  name: Other\n");

        Ran ran = run("pull");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("the server has none of the agents in " + folder, "Nothing was written");
        assertThat(files()).containsExactly("other.yaml");
        assertThat(run("pull", "--force").exitCode()).isZero();
        assertThat(files()).contains("other.yaml", "appointment-reminder.yaml");
        assertThat(run("pull").out()).contains("gone       " + folder.resolve("other.yaml"));
    }

    /** Says the same to each question. */
    private record Answers(String always) implements Terminal {
        @Override
        public String ask(String question) {
            return always;
        }

        @Override
        public String askSecretly(String question) {
            return always;
        }
    }

    /** A command on the folder. */
    private Ran run(String command, String... options) {
        return run((Terminal) null, command, options);
    }

    private Ran run(@Nullable Terminal terminal, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("agents", command, folder.toString()));
        arguments.addAll(List.of(options));
        return run(terminal, arguments);
    }

    private Ran bare(String... arguments) {
        return run((Terminal) null, List.of(arguments));
    }

    private Ran run(@Nullable Terminal terminal, List<String> arguments) {
        return run(terminal, arguments, server.key());
    }

    private Ran run(@Nullable Terminal terminal, List<String> arguments, String key) {
        Map<String, String> account = Map.of("OSMTALK_API_URL", server.url().toString(), "OSMTALK_API_KEY", key);
        String[] all = arguments.toArray(String[]::new);
        try (CommandRun run =
                terminal == null ? CommandRun.start(account, all) : CommandRun.start(account, terminal, all)) {
            int exitCode = run.awaitExit();
            return new Ran(exitCode, String.join("\n", run.out()), String.join("\n", run.err()));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve("appointment-reminder.yaml"));
    }

    private void change(String before, String after) throws IOException {
        assertThat(text()).contains(before);
        Files.writeString(folder.resolve("appointment-reminder.yaml"), text().replace(before, after));
    }

    private AgentsApi agents() {
        return server.client().account().agents();
    }

    private Agent agent() {
        return agents().get(server.agentId());
    }

    private List<EvalCase> cases() {
        return server.client()
                .account()
                .eval()
                .listCases(null, PageRequest.first(100))
                .data();
    }

    private static AgentDraft draft(Map<String, ?> fields) {
        return Drafts.agent(fields);
    }
}
