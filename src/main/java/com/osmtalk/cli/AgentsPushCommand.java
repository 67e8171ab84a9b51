package com.osmtalk.cli;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentVersion;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.cli.agentfile.AgentFile;
import com.osmtalk.cli.agentfile.AgentFolder;
import com.osmtalk.cli.agentfile.PushPlan;
import com.osmtalk.cli.agentfile.ServerAgent;
import com.osmtalk.client.OsmTalkClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings files to the server. */
@Command(
        name = "push",
        description = {
            "Show what differs, ask, and bring the agents and tests of the files to the server.",
            "What a file leaves out stays as it is. An agent that was changed on the server since its file was pulled"
                    + " is not overwritten without --force. Agents that have no file are left alone."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class AgentsPushCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            defaultValue = AgentsCommand.DEFAULT_FOLDER,
            description = AgentsCommand.FOLDER)
    private Path folder;

    @Option(names = "--yes", description = "Push without asking.")
    private boolean yes;

    @Option(names = "--force", description = "Also overwrite what was changed on the server meanwhile.")
    private boolean force;

    @Option(
            names = "--publish",
            paramLabel = "LABEL",
            arity = "0..1",
            fallbackValue = "",
            description = "Publish a version of each agent that is pushed, with this label or none.")
    @Nullable
    String publish;

    @Override
    public Integer call() {
        AgentFolder files = new AgentFolder(folder);
        List<AgentFile> all = AgentsCommand.files(files);
        return ApiConnection.use(spec, api -> push(api, files, all));
    }

    private int push(OsmTalkClient api, AgentFolder files, List<AgentFile> all) {
        PrintWriter out = spec.commandLine().getOut();
        List<ServerAgent> agents = ServerAgent.all(api);
        List<PushPlan> plans = all.stream()
                .map(file -> PushPlan.of(file, agents))
                .filter(plan -> !plan.isEmpty())
                .toList();
        if (plans.isEmpty()) {
            out.println("nothing to push: the server has all of it");
            return 0;
        }
        plans.forEach(plan -> AgentsDiffCommand.print(plan, out));
        requireNoConflict(plans);
        if (!agreed(plans.size())) {
            out.println("nothing was pushed");
            return 1;
        }
        plans.forEach(plan -> push(api, files, plan, out));
        return 0;
    }

    private void requireNoConflict(List<PushPlan> plans) {
        List<PushPlan> conflicts = plans.stream().filter(PushPlan::isConflict).toList();
        if (!conflicts.isEmpty() && !force) {
            throw new IllegalStateException(
                    "changed on the server since it was pulled, so that a push would undo that: "
                            + conflicts.stream()
                                    .map(plan -> plan.file().path().toString())
                                    .collect(Collectors.joining(", "))
                            + ". Nothing was pushed. Pull into another folder and take the changes over, or push with"
                            + " --force.");
        }
    }

    private boolean agreed(int agents) {
        if (yes) {
            return true;
        }
        Terminal terminal = OsmTalkCommand.terminal(spec)
                .orElseThrow(() -> new UsageException(
                        "nobody is here to be asked, so nothing was pushed. To push all the same: --yes"));
        String answer =
                terminal.ask("Push " + (agents == 1 ? "this agent" : "these " + agents + " agents") + "? [y/N] ");
        return answer != null && List.of("y", "yes").contains(answer.toLowerCase(Locale.ROOT));
    }

    /** Looks once more, since somebody may have thought about the question for long. */
    private void push(OsmTalkClient api, AgentFolder files, PushPlan plan, PrintWriter out) {
        PushPlan now = plan.asOfNow(api);
        if (!force && !plan.isConflict() && now.isConflict()) {
            throw new IllegalStateException(plan.file().path()
                    + ": its agent was changed on the server just now. Neither it nor what follows was pushed.");
        }
        Agent agent = now.push(api, files);
        String version =
                publish == null ? "" : ", version " + published(api, agent).version();
        out.println("pushed   " + plan.file().path() + "  " + AgentsCommand.plain(agent.name()) + version);
    }

    private AgentVersion published(OsmTalkClient api, Agent agent) {
        String label = publish == null || publish.isBlank() ? null : publish;
        return api.account()
                .agents()
                .publish(
                        agent.id(),
                        new AgentVersionDraft(label, "Pushed from a file."),
                        UUID.randomUUID().toString());
    }
}
