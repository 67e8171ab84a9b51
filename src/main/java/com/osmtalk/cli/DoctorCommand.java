package com.osmtalk.cli;

import com.osmtalk.client.OsmTalkClient;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Finds out whether calls can be placed from here, and if not, what to do. */
@Command(
        name = "doctor",
        description =
                "Check configuration, API, key, agents, numbers and credits; say what to do where one is missing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClientOptions client;

    @Mixin
    private ServerOptions server;

    @Override
    public Integer call() {
        try (Connection connection = Connection.open(client, server);
                OsmTalkClient api = connection.client()) {
            List<Finding> findings = new Examination(api, connection).run();
            findings.forEach(this::print);
            return findings.stream().allMatch(Finding::ok) ? 0 : 1;
        } catch (UsageException | IllegalStateException | UncheckedIOException e) {
            print(Finding.wrong("configuration", e.getMessage(), "README.md has every setting in one table."));
            return 1;
        }
    }

    private void print(Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        String mark = finding.ok() ? "@|green ok  |@" : "@|bold,red FAIL|@";
        out.println(Ansi.AUTO.string(mark) + "  " + finding.subject() + ": " + finding.sentence());
        if (finding.whatToDo() != null) {
            out.println("      " + finding.whatToDo());
        }
    }
}
