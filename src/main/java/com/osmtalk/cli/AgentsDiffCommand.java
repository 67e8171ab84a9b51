package com.osmtalk.cli;

import com.osmtalk.cli.agentfile.AgentFile;
import com.osmtalk.cli.agentfile.AgentFolder;
import com.osmtalk.cli.agentfile.PushPlan;
import com.osmtalk.cli.agentfile.ServerAgent;
import com.osmtalk.client.OsmTalkClient;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what a push would change. */
@Command(
        name = "diff",
        description = {
            "Show what a push would change on the server, line by line: - is taken out, + is put in.",
            "The exit code is 1 when anything differs."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class AgentsDiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentFolderArgument folder;

    @Override
    public Integer call() {
        List<AgentFile> files = AgentsCommand.files(new AgentFolder(folder.path()));
        return ApiConnection.use(spec, api -> diff(api, files));
    }

    private int diff(OsmTalkClient api, List<AgentFile> files) {
        PrintWriter out = spec.commandLine().getOut();
        List<PushPlan> plans = PushPlan.all(files, ServerAgent.all(api));
        plans.forEach(plan -> print(plan, out));
        return plans.stream().allMatch(PushPlan::isEmpty) ? 0 : 1;
    }

    /** What a push of one file would change, in its lines. */
    static void print(PushPlan plan, PrintWriter out) {
        String name = AgentsCommand.plain(plan.file().name());
        if (plan.isEmpty()) {
            out.println("same     " + plan.file().path() + "  " + name);
            return;
        }
        out.println((plan.isNew() ? "new      " : "changed  ") + plan.file().path() + "  " + name);
        if (plan.isConflict()) {
            out.println("    " + plan.conflict());
        }
        plan.changes().forEach(line -> out.println("    " + line));
        if (plan.setsSecrets()) {
            out.println("    values of headers are set, which are not shown");
        }
    }
}
