package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.osmtalk.Waiting;
import com.osmtalk.api.LoginRequest;
import com.osmtalk.api.PageRequest;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The commands, as their users run them: in the tests' own process where that shows the same, and as processes where
 * a home is shared by two or the log is looked at.
 */
class CommandsTest {
    @TempDir
    private Path home;

    @Test
    void theDemoShowsACallAndABusyNumberAndEndsWell() {
        Map<String, String> meantForOthers = Map.of("OSMTALK_SIM_SPEED", "fast", "TMPDIR", home.toString());
        try (Program demo = Program.start(meantForOthers, "demo", "--speed", "20")) {
            assertThat(demo.awaitExit()).as("%s %s", demo.out(), demo.err()).isZero();

            String shown = String.join("\n", demo.out());
            assertThat(shown)
                    // which states are seen on the way depends on how busy the machine is
                    .contains("start_outbound_call", "wait_for_call", "completed", "Hello Arjun")
                    .contains("Analysis", "₹", "busy", "Balance")
                    .contains(
                            "Place this simulated phone call?",
                            "Simulated: yes: nobody's phone rings",
                            "Nobody's phone rang.")
                    .contains("To: +12025550100 (United States)", "the person accepts")
                    .as("plain in a pipe")
                    .doesNotContain("\u001b[");
            assertThat(demo.err()).isEmpty();
        }
    }

    @Test
    void theFirstStartShowsItsSecretsOnceAndTheyWork() {
        String key;
        try (CommandRun first = serve()) {
            key = first.awaitOut(line -> line.contains("API key  ")).strip().split("\\s+")[2];
            assertThat(first.out()).anyMatch(line -> line.strip().startsWith("password"));
            try (OsmTalkClient client = client(first, key)) {
                assertThat(client.widget().listAgents(PageRequest.first(1)).total())
                        .isEqualTo(2);
            }
        }
        try (CommandRun second = serve()) {
            url(second);
            assertThat(second.out()).noneMatch(line -> line.contains("password") || line.contains(key));
        }
    }

    @Test
    void aKeyMadeWhileTheServerRunsWorksAndStopsWorkingWhenItIsDisabled() {
        try (Program server = serveAsProcess()) {
            URI url = url(server);
            List<String> printed = run("keys", "create", "--name", "laptop");
            assertThat(printed).hasSize(1);
            try (OsmTalkClient client =
                    OsmTalkClient.builder().baseUrl(url).apiKey(printed.get(0)).build()) {
                assertThat(client.widget().listAgents(PageRequest.first(1)).total())
                        .isEqualTo(2);

                assertThat(run("keys", "disable", "laptop"))
                        .singleElement()
                        .asString()
                        .contains("disabled");

                refused(() -> client.widget().listAgents(PageRequest.first(1)));
                assertThat(run("keys", "list")).anyMatch(line -> line.contains("disabled") && line.contains("laptop"));
            }
        }
    }

    @Test
    void secretsInTheHomeAreItsOwnersAlone() throws IOException {
        Path made = home.resolve("made");
        try (CommandRun keys =
                CommandRun.start(Map.of("OSMTALK_HOME", made.toString()), "keys", "create", "--name", "laptop")) {
            assertThat(keys.awaitExit()).isZero();
        }

        assertThat(permissions(made)).isEqualTo("rwx------");
    }

    /** The home may be one that others may look into. */
    @Test
    void whatTheServerKeepsIsItsOwnersAlone() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        // as an earlier release left it
        run("keys", "list");
        Files.setPosixFilePermissions(home.resolve("osmtalk.db"), PosixFilePermissions.fromString("rw-r--r--"));
        try (CommandRun server = serve()) {
            url(server);
            try (Stream<Path> files = Files.list(home)) {
                assertThat(files.filter(file -> !file.endsWith("server.lock")))
                        .extracting(file -> file.getFileName().toString(), CommandsTest::permissions)
                        .contains(
                                tuple("osmtalk.db", "rw-------"),
                                tuple("osmtalk.db-wal", "rw-------"),
                                tuple("osmtalk.db-shm", "rw-------"),
                                tuple("local.key", "rw-------"))
                        .allMatch(file -> file.toList().get(1).toString().endsWith("------"));
            }
        }
    }

    @Test
    void aWholeKeyIsNeverRepeated() {
        for (String[] command : List.of(
                new String[] {"keys", "disable", "osm_abcdefghijklmnopqrstuvwxyz"},
                new String[] {"keys", "disable", "laptop", "osm_abcdefghijklmnopqrstuvwxyz"},
                new String[] {"osm_abcdefghijklmnopqrstuvwxyz"})) {
            try (CommandRun program = CommandRun.start(environment(), command)) {
                assertThat(program.awaitExit()).isEqualTo(2);
                assertThat(String.join("\n", program.err())).contains("osm_…").doesNotContain("abcdefgh");
            }
        }
    }

    @Test
    void aFolderThatExistsKeepsItsPermissions() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-x---"));
        run("keys", "create", "--name", "laptop");

        assertThat(permissions(home)).isEqualTo("rwxr-x---");
    }

    @Test
    void theFirstSecretsWaitForWhoeverIsThereToSeeThem() throws IOException {
        run("keys", "create", "--name", "laptop");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                CommandRun unlucky =
                        CommandRun.start(environment(), "serve", "--port", Integer.toString(taken.getLocalPort()))) {
            assertThat(unlucky.awaitExit()).isOne();
            assertThat(unlucky.out()).isEmpty();
        }
        try (CommandRun server = serve()) {
            url(server);
            assertThat(server.out()).anyMatch(line -> line.strip().startsWith("password"));
            assertThat(home.resolve("admin.password")).doesNotExist();
        }
    }

    @Test
    void aServerWhoseDatabaseIsDeletedSaysSoAndEnds() throws IOException {
        try (CommandRun server = serve()) {
            url(server);

            Files.delete(home.resolve("osmtalk.db"));

            assertThat(server.awaitExit()).isOne();
            assertThat(server.err()).singleElement().asString().contains("osmtalk.db", "was deleted");
        }
    }

    @Test
    void aPasswordThatIsChosenLaterIsTheAdministrators() {
        run("doctor");
        Map<String, String> chosen = Map.of("OSMTALK_HOME", home.toString(), "OSMTALK_ADMIN_PASSWORD", "correct horse");
        try (CommandRun server = CommandRun.start(chosen, "serve", "--port", "0");
                OsmTalkClient nobody =
                        OsmTalkClient.builder().baseUrl(url(server)).build()) {
            assertThat(nobody.account()
                            .login(new LoginRequest("admin@localhost", "correct horse"))
                            .token())
                    .isNotBlank();
            assertThat(server.awaitOut(line -> line.contains("MCP"))).contains("osmtalk keys create");
            assertThat(server.out()).as("the one that was made up").noneMatch(line -> line.contains("password"));
        }
    }

    @Test
    void aPasswordForNobodyIsToldOf() {
        run("doctor");
        Map<String, String> others = Map.of(
                "OSMTALK_HOME", home.toString(),
                "OSMTALK_ADMIN_EMAIL", "asha@example.com",
                "OSMTALK_ADMIN_PASSWORD", "correct horse");
        try (Program server = Program.start(others, "serve", "--port", "0")) {
            url(server);
            assertThat(String.join("\n", server.err())).contains("OSMTALK_ADMIN_PASSWORD", "no user asha@example.com");
        }
    }

    @Test
    void theDoctorNamesTheSettingOfADatabaseThatCannotBeReached() {
        Map<String, String> nowhere = Map.of(
                "OSMTALK_HOME", home.toString(), "OSMTALK_DATABASE_URL", "postgresql://asha:word@127.0.0.1:9/name");
        try (CommandRun doctor = CommandRun.start(nowhere, "doctor")) {
            assertThat(doctor.awaitExit()).isOne();
            assertThat(doctor.out())
                    .first()
                    .asString()
                    .contains("OSMTALK_DATABASE_URL", "no PostgreSQL answers")
                    .doesNotContain("pool", "postmaster", "word@");
        }
    }

    @Test
    void whoCallsAToolBeforeTheServerHasFinishedStartingWaitsForIt() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HttpRequest call = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", "list_agents")
                .header("x-api-key", "osm_unknown")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{
                        "name":"list_agents","arguments":{},"_meta":{
                        "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                        "io.modelcontextprotocol/clientCapabilities":{}}}}"""))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        try (CommandRun server =
                CommandRun.start(environment(), "serve", "--port", Integer.toString(port), "--voice-port", "0")) {
            String first = Waiting.until(Duration.ofMinutes(2), () -> {
                try {
                    return Optional.of(http.send(call, HttpResponse.BodyHandlers.ofString())
                            .body());
                } catch (IOException notYet) {
                    return Optional.empty();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(first).as("%s", server.err()).contains("This API key is not known");
        }
    }

    @Test
    void aBlankSettingCountsAsNone() {
        Path user = home.resolve("user");
        try (CommandRun keys = CommandRun.start(
                Map.of("OSMTALK_HOME", " ", "OSMTALK_SIM_SPEED", "", "HOME", user.toString()), "keys", "list")) {
            assertThat(keys.awaitExit()).as("%s", keys.err()).isZero();
        }
        assertThat(user.resolve(".osmtalk").resolve("osmtalk.db")).exists();
    }

    @Test
    void aSecondServerOnTheSameHomeIsRefusedWithTheFirstOnesAddress() {
        try (Program first = serveAsProcess()) {
            URI url = url(first);
            try (Program second = serveAsProcess()) {
                assertThat(second.awaitExit()).isOne();
                assertThat(second.err()).singleElement().asString().contains(url.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"--port, OSMTALK_PORT", "--voice-port, OSMTALK_VOICE_PORT"})
    void aPortThatIsTakenIsNamed(String option, String variable) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            String other = option.equals("--port") ? "--voice-port" : "--port";
            try (CommandRun server = CommandRun.start(environment(), "serve", option, port, other, "0")) {
                assertThat(server.awaitExit()).isOne();
                assertThat(String.join("\n", server.err())).contains(port, variable);
            }
        }
    }

    @Test
    void theDoctorFindsABundledServerWell() {
        List<String> found = run("doctor");

        assertThat(found).hasSize(8).allMatch(line -> line.startsWith("ok"));
        assertThat(found)
                .anyMatch(line -> line.contains("model: none is configured: a script speaks"))
                .anyMatch(line -> line.contains("voice: "));
    }

    @Test
    void theDoctorSaysWhatToDoAboutAKeyThatIsRefused() {
        try (CommandRun server = serve();
                CommandRun doctor = CommandRun.start(
                        Map.of("OSMTALK_API_URL", url(server).toString(), "OSMTALK_API_KEY", "osm_wrong"), "doctor")) {
            assertThat(doctor.awaitExit()).isOne();
            assertThat(doctor.out()).anyMatch(line -> line.startsWith("FAIL  key"));
            assertThat(doctor.out()).anyMatch(line -> line.contains("osmtalk keys create"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    a b       ; The API key that is set is not known: keys begin with osm_ and this does not.
                    osm_wrong ; This API key is not known; it may have been deleted.
                    """)
    void aCommandWhoseKeyIsRefusedSaysSoAndHowToMakeOne(String key, String fault) {
        try (CommandRun server = serve()) {
            Map<String, String> account = Map.of("OSMTALK_API_URL", url(server).toString(), "OSMTALK_API_KEY", key);
            try (CommandRun pull = CommandRun.start(account, "agents", "pull");
                    CommandRun doctor = CommandRun.start(account, "doctor")) {
                assertThat(pull.awaitExit()).isOne();
                assertThat(String.join("\n", pull.err()))
                        .contains(fault, "OSMTALK_API_KEY", "osmtalk keys create --name NAME")
                        .doesNotContain("session", "log in");
                assertThat(doctor.awaitExit()).isOne();
                assertThat(String.join("\n", doctor.out())).contains(fault, "osmtalk keys create --name NAME");
            }
        }
    }

    @Test
    void theDoctorSaysWhatToDoWhenNothingAnswers() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        try (CommandRun doctor = CommandRun.start(
                Map.of("OSMTALK_API_URL", "http://127.0.0.1:" + nobody, "OSMTALK_API_KEY", "osm_any"), "doctor")) {
            assertThat(doctor.awaitExit()).isOne();
            assertThat(String.join("\n", doctor.out())).contains("FAIL  API", "OSMTALK_API_URL");
        }
    }

    @Test
    void theDoctorTellsOfSettingsThatDoNotGoTogether() {
        try (CommandRun doctor = CommandRun.start(Map.of("OSMTALK_API_URL", "http://127.0.0.1:9"), "doctor")) {
            assertThat(doctor.awaitExit()).isOne();
            assertThat(doctor.out()).anyMatch(line -> line.startsWith("FAIL  configuration"));
        }
    }

    @Test
    void aKeyThatWasDisabledInTheHomeIsReplacedAtTheNextStart() {
        run("doctor");
        run("keys", "disable", "This machine");

        assertThat(run("doctor")).allMatch(line -> line.startsWith("ok"));
    }

    @Test
    void everyCommandTellsItsVersion() {
        assertThat(run("keys", "create", "--version")).anyMatch(line -> line.startsWith("osmtalk "));
    }

    @Test
    void aWrongSettingIsNamed() {
        try (CommandRun server = CommandRun.start(
                Map.of("OSMTALK_HOME", home.toString(), "OSMTALK_SIM_SPEED", "0"), "serve", "--port", "0")) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(String.join("\n", server.err())).contains("OSMTALK_SIM_SPEED");
        }
    }

    private void refused(ThrowingCallable request) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(request)
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(401));
    }

    /** Runs a command to its end, which must be good. @return what it printed */
    private List<String> run(String... arguments) {
        try (CommandRun program = CommandRun.start(environment(), arguments)) {
            assertThat(program.awaitExit())
                    .as("%s %s", program.out(), program.err())
                    .isZero();
            return program.out();
        }
    }

    private CommandRun serve() {
        return CommandRun.start(environment(), "serve", "--port", "0");
    }

    private Program serveAsProcess() {
        return Program.start(environment(), "serve", "--port", "0");
    }

    private Map<String, String> environment() {
        return Map.of("OSMTALK_HOME", home.toString());
    }

    private static OsmTalkClient client(CommandRun server, String key) {
        return OsmTalkClient.builder().baseUrl(url(server)).apiKey(key).build();
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI url(Program server) {
        return url(server.awaitOut(out -> out.contains("osmTalk at ")));
    }

    private static URI url(CommandRun server) {
        return url(server.awaitOut(out -> out.contains("osmTalk at ")));
    }

    private static URI url(String line) {
        return URI.create(line.substring(line.indexOf("http")));
    }
}
