package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.server.TestServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adding a number with its trunk on the command line, looking at it, and calling. */
class PhoneCommandTest {
    private static final String NUMBER = "+442079460958";

    @RegisterExtension
    final TestServer server = TestServer.create();

    @Test
    void whatIsMissingIsAskedForAndTheVendorKnowsTheRest() {
        Person person = new Person("Twilio", "0207", NUMBER, "my-trunk", "osmtalk", "hidden words");
        try (CommandRun run = CommandRun.start(account(), person, "phone", "add")) {
            run.awaitExit();

            assertThat(run.out()).anyMatch(line -> line.startsWith(NUMBER + " is added"));
            assertThat(run.out() + "" + run.err()).doesNotContain("hidden words");
        }
        assertThat(person.askedSecretly).containsExactly("Password of osmtalk (it is not shown): ");
        assertThat(person.asked)
                .anyMatch(question -> question.startsWith("That must be a phone number with its country code"))
                .anyMatch(question -> question.contains("my-trunk.pstn.twilio.com"));
        assertThat(stored()).containsExactly("my-trunk.pstn.twilio.com udp osmtalk 0 pcmu,pcma", "sealed-v1:");
    }

    @Test
    void aScriptGivesAllOnTheCommandLineAndThePasswordInAVariable() {
        Map<String, String> environment = new HashMap<>(account());
        environment.put("OSMTALK_TRUNK_PASSWORD", "hidden words");
        String[] arguments = {
            "phone",
            "add",
            "pbx",
            "--number",
            NUMBER,
            "--trunk-host",
            "pbx.example.com",
            "--transport",
            "tls",
            "--username",
            "u",
            "--no-plus",
            "--srtp",
            "required",
            "--codecs",
            "opus,pcma",
            "--inbound-addresses",
            "203.0.113.7,198.51.100.0/24",
            "--agent",
            server.agentId(),
            "--label",
            "Front desk"
        };
        try (CommandRun run = CommandRun.start(environment, arguments)) {
            run.awaitExit();
            assertThat(run.out()).anyMatch(line -> line.startsWith(NUMBER + " is added"));
        }
        assertThat(stored())
                .containsExactly("pbx.example.com tls u 1 opus,pcma from 203.0.113.7,198.51.100.0/24", "sealed-v1:");
        String numbers = server.api().get("/api/phone-numbers").response().body();
        assertThat(numbers).contains("Front desk", server.agentId());
    }

    @Test
    void aNumberThatIsOursGetsAnotherTrunk() {
        String simulated = server.api().get("/api/phone-numbers").text("/data/0/phoneNumber");
        for (String host : List.of("a.example.com", "b.example.com")) {
            try (CommandRun run =
                    CommandRun.start(account(), "phone", "add", "plivo", "--number", simulated, "--trunk-host", host)) {
                run.awaitExit();
                assertThat(run.out()).anyMatch(line -> line.startsWith(simulated + " has its new trunk: " + host));
            }
        }
        assertThat(stored()).first().isEqualTo("b.example.com udp - 0 pcmu,pcma");
        assertThat(server.api().get("/api/phone-numbers").text("/data/0/provider"))
                .isEqualTo("sip");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phone                                                  | add, check or call?
            phone add twilio                                       | --number is missing, and there is no terminal
            phone add                                              | the vendor is missing, and there is no terminal
            phone add twilio --number 0207                         | --number must be a phone number with
            phone add twilio --number +442079460958                | --trunk-host is missing
            phone add vonage --number +442079460958                | --username is missing
            phone add twillio                                      | TWILIO
            phone add pbx --number +442079460958 --trunk-host a_b@c      | sip.host: must be a host name
            phone add pbx --number +442079460958 --trunk-host h --trunk-port 0 | sip.port: must be from 1 to 65535
            phone add pbx --number +442079460958 --trunk-host h --register | sip.username: is required to register
            phone add pbx --number +442079460958 --trunk-host h --agent no | there is no agent no
            phone add pbx --number +442079460958 --password x      | there is no option --password
            phone check +15550000000                               | there is no number +15550000000 here
            phone call                                             | NUMBER
            phone call 0207 --agent x                              | NUMBER must be a phone number with
            phone call +442079460958 --agent nobody                | there is no agent nobody
            phone call +442079460958 --from +15550000000           | there is no number +15550000000 here
            phone call +442079460958                               | --variable first_name=value --variable day=value
            """)
    void whatIsWrongOnTheCommandLineIsSaid(String arguments, String sentence) {
        try (CommandRun run = CommandRun.start(account(), arguments.split(" "))) {
            assertThat(run.awaitExit()).isNotZero();
            assertThat(String.join("\n", run.err())).contains(sentence);
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void whoClosesTheInputStoresNothing() {
        try (CommandRun run = CommandRun.start(account(), new Person("twilio", NUMBER), "phone", "add")) {
            assertThat(run.awaitExit()).isEqualTo(2);
            assertThat(run.err()).anyMatch(line -> line.contains("the input ended before all was said"));
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void withoutANumberThatRingsRealPhonesTheCheckSaysHowToAddOne() {
        try (CommandRun run = CommandRun.start(account(), "phone", "check")) {
            assertThat(run.awaitExit()).isEqualTo(1);
            assertThat(run.out()).first().asString().startsWith("FAIL  number: there is none that rings real phones");
        }
        try (CommandRun run = CommandRun.start(account(), "phone", "check", server.phoneNumberId())) {
            assertThat(run.awaitExit()).isZero();
            assertThat(run.out()).singleElement().asString().startsWith("ok").contains("nobody's phone rings");
        }
    }

    @Test
    void aCallIsFollowedToItsEnd() {
        try (CommandRun run = call("+12025550100")) {
            assertThat(run.awaitExit()).isZero();
            assertThat(run.out())
                    .first()
                    .asString()
                    .contains(" calls +12025550100 from ")
                    .endsWith("the call is simulated: nobody's phone rings");
            assertThat(run.out()).anyMatch(line -> line.startsWith("  agent: "));
            assertThat(run.out()).last().asString().startsWith("  completed after ");
        }
        try (CommandRun run = call("+12025550101")) {
            assertThat(run.awaitExit()).isEqualTo(1);
            assertThat(run.out()).last().asString().startsWith("  failed: busy");
        }
    }

    private CommandRun call(String callee) {
        return CommandRun.start(
                account(),
                "phone",
                "call",
                callee,
                "--agent",
                server.agentId(),
                "--variable",
                "first_name=Asha",
                "--variable",
                "day=Tuesday");
    }

    private Map<String, String> account() {
        return Map.of("OSMTALK_API_URL", server.url().toString(), "OSMTALK_API_KEY", server.key());
    }

    /** What is in the database of a trunk, and how its password begins. */
    private List<String> stored() {
        return server.database()
                .read(handle -> handle.createQuery("""
                                SELECT host || ' ' || transport || ' ' || coalesce(username, '-') || ' '
                                    || coalesce(register, 0) || ' ' || coalesce(codecs, '-')
                                    || coalesce(' from ' || inbound_addresses, '') AS trunk,
                                    substr(password, 1, 10) AS password
                                FROM number_trunks""").mapToMap().stream()
                        .flatMap(row -> Stream.of(row.get("trunk"), row.get("password")))
                        .map(each -> each == null ? "no password" : each.toString())
                        .toList());
    }

    /** Answers one question after the other, and closes the input then. */
    private static final class Person implements Terminal {
        private final Deque<String> answers;
        private final List<String> asked = new ArrayList<>();
        private final List<String> askedSecretly = new ArrayList<>();

        private Person(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public String ask(String question) {
            asked.add(question);
            return answers.poll();
        }

        @Override
        public String askSecretly(String question) {
            askedSecretly.add(question);
            return answers.poll();
        }
    }
}
