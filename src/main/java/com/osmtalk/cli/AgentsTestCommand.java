package com.osmtalk.cli;

import com.osmtalk.api.EvalStatus;
import com.osmtalk.cli.agentfile.AccountTests;
import com.osmtalk.cli.agentfile.AgentFile;
import com.osmtalk.cli.agentfile.AgentFileException;
import com.osmtalk.cli.agentfile.AgentFolder;
import com.osmtalk.cli.agentfile.AgentReading;
import com.osmtalk.cli.agentfile.FileTests;
import com.osmtalk.cli.agentfile.OfflineTests;
import com.osmtalk.cli.agentfile.ServerRefusal;
import com.osmtalk.cli.agentfile.TestReport;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.client.UnknownOutcomeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tests of the files, with the agents as the files have them. */
@Command(
        name = "test",
        description = {
            "Run the tests of the files on the agents as the files have them; nothing is pushed, nobody is called.",
            "The exit code is 1 when a test fails or can't be run. A criterion in words needs a language model; where"
                    + " there is none, its test is undecided, which fails nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class AgentsTestCommand implements Callable<Integer> {
    /** Of the phone lines of the server for offline tests, which hold none. */
    private static final double ANY_SPEED = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentFolderArgument folder;

    @Option(
            names = "--offline",
            description = "Run them on a bundled server of their own, by the script: no account, no model, no network.")
    private boolean offline;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the results as JUnit XML.")
    @Nullable
    Path junit;

    @Override
    public Integer call() {
        List<AgentReading> all = AgentsCommand.readings(new AgentFolder(folder.path()));
        List<AgentReading> readings = all.stream()
                .filter(each ->
                        each.agent().map(file -> !file.testsOrNone().isEmpty()).orElse(true))
                .toList();
        if (readings.isEmpty()) {
            throw new UsageException("no file in " + folder.path() + " has a test. Write one below `tests:`, as"
                    + " docs/how-to/agents-as-files.md shows.");
        }
        if (!offline) {
            return ApiConnection.use(spec, api -> test(readings, new AccountTests(api)));
        }
        try (TemporaryServer server = TemporaryServer.start(ANY_SPEED);
                OsmTalkClient api = server.client()) {
            List<AgentFile> files =
                    all.stream().flatMap(each -> each.agent().stream()).toList();
            return test(readings, OfflineTests.of(api, files, this::sayLeftOut));
        }
    }

    private void sayLeftOut(AgentFile file, String agentId) {
        spec.commandLine()
                .getOut()
                .println(file.path() + ": without the transfer to " + AgentsCommand.plain(agentId)
                        + ", of which no file of the folder is, or none that is taken");
    }

    private int test(List<AgentReading> readings, FileTests tests) {
        PrintWriter out = spec.commandLine().getOut();
        List<TestReport.Suite> suites = new ArrayList<>();
        RuntimeException broken = null;
        for (AgentReading reading : readings) {
            TestReport.Suite suite;
            try {
                suite = broken == null || reading.problem().isPresent()
                        ? suite(reading, tests)
                        : notRun(reading, sentence(broken));
            } catch (ApiException | UnknownOutcomeException e) {
                broken = e;
                suite = notRun(reading, sentence(e));
            }
            out.println(AgentsCommand.plain(suite.agentName()) + " (" + suite.fileName() + ")");
            TestReport.lines(suite).forEach(out::println);
            suites.add(suite);
        }
        long notRun = suites.stream().mapToLong(TestReport.Suite::broken).sum();
        out.println(count(suites, EvalStatus.PASSED) + " passed, " + count(suites, EvalStatus.FAILED) + " failed, "
                + count(suites, EvalStatus.UNDECIDED) + " undecided, " + notRun + " could not be run");
        report(suites);
        if (broken != null) {
            throw broken;
        }
        return count(suites, EvalStatus.FAILED) + notRun == 0 ? 0 : 1;
    }

    /** What can't be run is said of its file, and the others go on. @throws ApiException when none would go well */
    private static TestReport.Suite suite(AgentReading reading, FileTests tests) {
        if (reading.problem().isPresent()) {
            return notRun(reading, sentence(reading.problem().get()));
        }
        AgentFile file = reading.agent().orElseThrow();
        try {
            return new TestReport.Suite(file.fileName(), file.name(), tests.run(file));
        } catch (AgentFileException e) {
            return notRun(reading, sentence(e));
        } catch (ApiException e) {
            if (!ServerRefusal.isOfOneAgent(e)) {
                throw e;
            }
            return notRun(reading, file.path() + ": " + ServerRefusal.ofAgent(e));
        }
    }

    private static TestReport.Suite notRun(AgentReading reading, String problem) {
        return TestReport.Suite.notRun(
                reading.fileName(),
                reading.agent().map(AgentFile::name).orElse(reading.fileName()),
                reading.agent().map(AgentFile::testsOrNone).orElse(List.of()),
                problem);
    }

    private static String sentence(RuntimeException problem) {
        return String.valueOf(problem.getMessage());
    }

    private void report(List<TestReport.Suite> suites) {
        if (junit != null) {
            try {
                TestReport.writeJUnit(junit, suites);
            } catch (IOException e) {
                throw new UncheckedIOException("--junit " + junit + " can't be written: " + e.getMessage(), e);
            }
        }
    }

    private static long count(List<TestReport.Suite> suites, EvalStatus status) {
        return suites.stream().mapToLong(suite -> suite.count(status)).sum();
    }
}
