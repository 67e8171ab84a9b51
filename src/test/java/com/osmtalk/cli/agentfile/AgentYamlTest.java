package com.osmtalk.cli.agentfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.Drafts;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalCriteria;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents as YAML: what is written is read as the same, and what is no agent is refused with its line. */
class AgentYamlTest {
    private static final Path FILE = Path.of("a.yaml");

    static Stream<String> texts() {
        Stream<String> odd = Stream.of(
                "yes",
                "No",
                "null",
                "~",
                "123",
                "1e3",
                "0x1f",
                "1_000",
                "12:30",
                "2026-11-29",
                "true",
                "",
                " ",
                "a: b",
                "a # b",
                "#a",
                "- a",
                "? a",
                "&a",
                "*a",
                "!a",
                "%a",
                "@a",
                "`a",
                "{a}",
                "[a]",
                "{{name}}",
                "'",
                "\"",
                "a'b\"c",
                " a",
                "a ",
                "a\n",
                "\na",
                "a\n\nb",
                "a\n ",
                "  a\n b",
                "a\r\nb",
                "a\tb",
                "\tb\n\tc",
                "---",
                "...",
                "---\na",
                "a\u0007b",
                "a\u2028b",
                "नमस्ते\nदुनिया",
                "😀\n😀",
                "\uFEFFa",
                "a\\nb",
                "=",
                "<<",
                "|",
                ">",
                "a:\n  b",
                "x".repeat(3_000),
                "word ".repeat(500) + "\n" + "word ".repeat(500));
        Random random = new Random(42);
        String alphabet = "ab :#-'\"\n\t{}[]&*!|>%@`,?\\é😀";
        int[] characters = alphabet.codePoints().toArray();
        Stream<String> chance = Stream.generate(() -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = random.nextInt(30); i >= 0; i--) {
                        text.appendCodePoint(characters[random.nextInt(characters.length)]);
                    }
                    return text.toString();
                })
                .limit(300);
        return Stream.concat(odd, chance);
    }

    @Test
    void everyTextIsReadAsItWasWritten() {
        texts().forEach(text -> {
            ObjectNode agent = AgentFields.of(Drafts.agent(Map.of("name", "a", "greeting", "b", "systemPrompt", text)));
            Map<String, Object> fields = new HashMap<>();
            fields.put("text", text);
            fields.put("absent", null);
            EvalCaseDraft test = new EvalCaseDraft(
                    null,
                    "test",
                    null,
                    null,
                    List.of("x" + text),
                    Map.of("v", text),
                    new EvalCriteria(null, null, null, fields, 3, null));

            AgentFile read = AgentYaml.read(FILE, AgentYaml.write("agent_1", "0123", agent, List.of(test)), false);

            assertThat(read.agent()).as(text).isEqualTo(agent);
            assertThat(read.tests()).as(text).containsExactly(test);
            assertThat(read.id()).isEqualTo("agent_1");
            assertThat(read.pulled()).isEqualTo("0123");
        });
    }

    @Test
    void aPromptIsWrittenLineByLine() {
        ObjectNode agent = AgentFields.of(Drafts.agent(Map.of("name", "a", "systemPrompt", "Be kind.\nAsk: who?\n")));

        assertThat(AgentYaml.write(null, null, agent, List.of()))
                .contains("  systemPrompt: |\n    Be kind.\n    Ask: who?\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "agent:\\n  name: [a; line 2",
                "agent:\\n  name: a\\n  nam: b; line 3: there is no field nam here, but: ",
                "agent:\\n  name: a\\n  temperature: warm; line 3: agent.temperature has a value of another kind",
                "agent:\\n  name: a\\n  name: b; line 3",
                "agent:\\n\\tname: a; line 2",
                "agent: &x\\n  name: a; line 1: anchors (&) and aliases (*) are not used here",
                "agent:\\n  name: a\\ntests: *x; line 3: anchors (&) and aliases (*) are not used here",
                "agent: !!java.net.URL\\n  name: a; line 1: tags (!) are not used here",
                "agent:\\n  name: !!str a; line 2: tags (!) are not used here",
                "agent:\\n  name: a\\n---\\nagent:\\n  name: b; line 4: a second document begins here (---)",
                "agent:\\n  name: 5; line 2: agent.name must be a string",
                "agent:\\n  name: a\\n  greeting: true; line 3: agent.greeting must be a string",
                "agent:\\n  name: a\\ntests:\\n  - name: 7; line 4: tests[0].name must be a string",
                "agent:\\n  name: a\\n  temperature: 1e400; line 3: agent.temperature must be a number",
                "agent:\\n  name: a\\ntests:\\n  - name: b\\n    criteria:\\n      mustSay: [5]; line 6: "
                        + "tests[0].criteria.mustSay[0] must be a string",
                "agent:\\n  name: a\\ntests:\\n  - name: b\\n    criteria:\\n      fields:\\n        a: 1e30000; "
                        + "line 7: tests[0].criteria.fields.a is a number that is too large",
                "'-\\n- a'; a.yaml, line 1: this is no agent",
                "'just words'; a.yaml, line 1: this is no agent",
                "'# nothing'; has no `agent:` in it",
                "agent:\\n  greeting: a; has no `name:`",
                "agent:\\n  name: a\\ntests:\\n  - goal: b; test 1 has no `name:`",
                "agent:\\n  name: a\\ntests:\\n  - name: b\\n  - name: b; has two tests named b",
                "agent:\\n  name: a\\ntests:\\n  - name: b\\n    criteria:\\n      mustsay: [c]; line 6: there is no",
            })
    void whatIsNoAgentIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> AgentYaml.read(FILE, text.replace("\\n", "\n").replace("\\t", "\t"), false))
                .as(text)
                .isInstanceOf(AgentFileException.class)
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("com.", "Feature", "instance of");
    }

    @Test
    void aFieldThatOnlyAnotherServerKnowsStaysInAFileThatIsImportedOrWasPulled() {
        String agent = "agent:\n  name: a\n  ambience: {level: 2}\n  vadConfidence: 0.5\n";

        assertThatThrownBy(() -> AgentYaml.read(FILE, agent, false))
                .hasMessageContaining("line 3: there is no field ambience here", "push --import");
        for (AgentFile file : List.of(
                AgentYaml.read(FILE, agent, true), AgentYaml.read(FILE, "id: agent_1\npulled: 0a\n" + agent, false))) {
            assertThat(AgentYaml.write(null, null, file.agent(), List.of()))
                    .contains("  ambience:\n    level: 2\n", "  vadConfidence: 0.5\n");
        }
        assertThatThrownBy(() -> AgentYaml.read(FILE, agent.replace("ambience", "system_prompt"), true))
                .hasMessageContaining("line 3: there is no field system_prompt here, but: systemPrompt");
    }

    /** Each level of such a file is ten times the one before it. */
    @Test
    void aFileThatGrowsWhenItIsReadIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 20; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Arrays.asList(before, before, before))));
        }
        assertThatThrownBy(() -> AgentYaml.read(FILE, bomb.toString(), false)).hasMessageContaining("line 1: anchors");
        assertThatThrownBy(() -> AgentYaml.read(FILE, "agent: " + "[".repeat(50_000), false))
                .isInstanceOf(AgentFileException.class);
    }

    @Test
    void valuesOfHeadersAreNeverWritten() {
        ObjectNode agent =
                AgentFields.of(Drafts.agent(Map.of("name", "a", "tools", tools("https://a.example/x", "s3cret"))));

        String text = AgentYaml.write(null, null, agent, List.of());

        assertThat(text).contains("Authorization: null").doesNotContain("s3cret");
        ObjectNode read = AgentYaml.read(FILE, text, false).agent();
        assertThat(AgentFields.withSecretsOf(agent, read)).isEqualTo(agent);
        assertThatThrownBy(() -> AgentFields.withSecretsOf(AgentFields.of(Drafts.agent(Map.of("name", "a"))), read))
                .hasMessageContaining("the header Authorization of the tool look_up has no value");
    }

    @ParameterizedTest
    @MethodSource("otherServers")
    void valuesOfHeadersAreKeptForTheSameServerOnly(String url) {
        ObjectNode agent =
                AgentFields.of(Drafts.agent(Map.of("name", "a", "tools", tools("https://a.example/x", "s3cret"))));
        ObjectNode file =
                AgentFields.withoutSecrets(AgentFields.of(Drafts.agent(Map.of("name", "a", "tools", tools(url, "")))));

        assertThatThrownBy(() -> AgentFields.withSecretsOf(agent, file)).hasMessageContaining("for another server");
    }

    static Stream<String> otherServers() {
        return Stream.of(
                "https://b.example/x",
                "http://a.example/x",
                "https://a.example:8443/x",
                "https://a.example@b.example/x",
                "https://a.example.b.example/x",
                "https://{p}a.example/x");
    }

    private static Map<String, Object> tools(String url, String secret) {
        return Map.of(
                "httpTools",
                List.of(Map.of(
                        "name",
                        "look_up",
                        "description",
                        "Looks up.",
                        "method",
                        "GET",
                        "url",
                        url,
                        "headers",
                        Map.of("Authorization", secret))));
    }

    @Test
    void whatIsNotedInAFileLeavesTheRestAsItIs() {
        String text = "# mine\nagent:\n  name: a # a name\n  id: not mine\n";
        String noted = AgentYaml.withKeys(text, new TreeMap<>(Map.of("id", "agent_1", "pulled", "12")));

        assertThat(noted).isEqualTo("# mine\nid: agent_1\npulled: 12\nagent:\n  name: a # a name\n  id: not mine\n");
        assertThat(AgentYaml.withKeys(noted, Map.of("pulled", "34"))).isEqualTo(noted.replace("12", "34"));
    }

    @ParameterizedTest
    @CsvSource({
        "Appointment reminder, appointment-reminder",
        "../../etc/passwd, etc-passwd",
        "CON, agent-con",
        "Café & Bar!, cafe-bar",
        "नमस्ते, agent",
        "a/b\\c:d*e?f, a-b-c-d-e-f",
    })
    void aNameBecomesThatOfAFile(String agent, String file) {
        assertThat(AgentFolder.fileName(agent)).isEqualTo(file);
    }

    @Test
    void differencesAreShownWithWhatIsAroundThem() {
        assertThat(LineDifference.between("a\nb\nc\nd\ne\nf\ng", "a\nb\nc\nd\nE\nf\ng"))
                .containsExactly("  ⋮", "  c", "  d", "- e", "+ E", "  f", "  g");
        assertThat(LineDifference.between("a\nb", "a\nb")).isEmpty();
        assertThat(LineDifference.between("", "a")).containsExactly("+ a");
    }
}
