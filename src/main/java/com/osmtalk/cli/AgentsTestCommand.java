package com.osmtalk.cli;

import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.cli.agentfile.AgentFile;
import com.osmtalk.cli.agentfile.AgentFolder;
import com.osmtalk.cli.agentfile.PushPlan;
import com.osmtalk.cli.agentfile.ServerAgent;
import com.osmtalk.cli.agentfile.TestReport;
import com.osmtalk.cli.agentfile.TestRuns;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            defaultValue = AgentsCommand.DEFAULT_FOLDER,
            description = AgentsCommand.FOLDER)
    private Path folder;

    @Option(
            names = "--offline",
            description = "Run them on a bundled server of their own, by the script: no account, no model, no network.")
    private boolean offline;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the results as JUnit XML.")
    @Nullable
    Path junit;

    @Override
    public Integer call() {
        List<AgentFile> files = AgentsCommand.files(new AgentFolder(folder)).stream()
                .filter(file -> file.tests() != null && !file.tests().isEmpty())
                .toList();
        if (files.isEmpty()) {
            throw new UsageException("no file in " + folder + " has `tests:` in it");
        }
        if (!offline) {
            return ApiConnection.use(spec, api -> test(files, onAccount(api)));
        }
        try (TemporaryServer server = TemporaryServer.start(ANY_SPEED);
                OsmTalkClient api = server.client()) {
            return test(files, file -> onNewAgent(api, file));
        }
    }

    private int test(List<AgentFile> files, Function<AgentFile, List<EvalRun>> run) {
        PrintWriter out = spec.commandLine().getOut();
        List<TestReport.Suite> suites = new ArrayList<>();
        for (AgentFile file : files) {
            out.println(AgentsCommand.plain(file.name()) + " (" + file.fileName() + ")");
            TestReport.Suite suite = new TestReport.Suite(file.fileName(), file.name(), tried(file, run));
            suite.runs().forEach(each -> TestReport.lines(each).forEach(out::println));
            suites.add(suite);
        }
        out.println(count(suites, EvalStatus.PASSED) + " passed, " + count(suites, EvalStatus.FAILED) + " failed, "
                + count(suites, EvalStatus.UNDECIDED) + " undecided, " + broken(suites) + " could not be run");
        if (junit != null) {
            try {
                TestReport.writeJUnit(junit, suites);
            } catch (IOException e) {
                throw new UncheckedIOException("--junit " + junit + " can't be written: " + e.getMessage(), e);
            }
        }
        return count(suites, EvalStatus.FAILED) + broken(suites) == 0 ? 0 : 1;
    }

    /** What the API refuses is said of the file it refuses. */
    private static List<EvalRun> tried(AgentFile file, Function<AgentFile, List<EvalRun>> run) {
        try {
            return run.apply(file);
        } catch (ApiException e) {
            if (e.status() != 400) {
                throw e;
            }
            throw new IllegalStateException(file.path() + ": " + e.getMessage(), e);
        }
    }

    private static long count(List<TestReport.Suite> suites, EvalStatus status) {
        return suites.stream().mapToLong(suite -> suite.count(status)).sum();
    }

    private static long broken(List<TestReport.Suite> suites) {
        return count(suites, EvalStatus.ERROR) + count(suites, EvalStatus.RUNNING);
    }

    private static Function<AgentFile, List<EvalRun>> onAccount(OsmTalkClient api) {
        List<ServerAgent> agents = ServerAgent.all(api);
        return file -> {
            PushPlan plan = PushPlan.of(file, agents);
            if (plan.server() == null) {
                throw new UsageException(
                        file.path() + " is not on the server yet. Push it first, or test it with" + " --offline.");
            }
            return TestRuns.run(api, plan.server().agent().id(), plan.draft(), tests(file));
        };
    }

    private static List<EvalRun> onNewAgent(OsmTalkClient api, AgentFile file) {
        String id = api.account()
                .agents()
                .create(file.draftWithoutSecrets(), UUID.randomUUID().toString())
                .id();
        return TestRuns.run(api, id, null, tests(file));
    }

    private static List<EvalCaseDraft> tests(AgentFile file) {
        return file.tests() == null ? List.of() : file.tests();
    }
}
