package com.osmtalk.cli;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentVersion;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.cli.agentfile.AgentFile;
import com.osmtalk.cli.agentfile.AgentFolder;
import com.osmtalk.cli.agentfile.AgentPush;
import com.osmtalk.cli.agentfile.PushPlan;
import com.osmtalk.cli.agentfile.ServerAgent;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.client.UnknownOutcomeException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    private AgentFolderArgument folder;

    @Option(names = "--yes", description = "Push without asking.")
    private boolean yes;

    @Option(names = "--force", description = "Also overwrite what was changed on the server meanwhile.")
    private boolean force;

    @Option(
            names = "--import",
            description = "Keep fields, models and voices on the server that it does not know: for agents of another"
                    + " server. The answer names what has no effect there.")
    private boolean isImport;

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
        AgentFolder files = new AgentFolder(folder.path(), isImport);
        List<AgentFile> all = AgentsCommand.files(files);
        return ApiConnection.use(spec, api -> push(api, files, all));
    }

    private int push(OsmTalkClient api, AgentFolder files, List<AgentFile> all) {
        PrintWriter out = spec.commandLine().getOut();
        List<PushPlan> known = PushPlan.all(all, ServerAgent.all(api));
        known.stream().filter(plan -> plan.isEmpty() && plan.isUnnoted()).forEach(plan -> {
            plan.note(files);
            out.println("known        " + shown(plan) + ": the server has it already; its id is in the file now");
        });
        List<PushPlan> plans = known.stream().filter(plan -> !plan.isEmpty()).toList();
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
        boolean complete = true;
        for (int i = 0; i < plans.size(); i++) {
            try {
                complete &= push(api, files, plans.get(i), out);
            } catch (ApiException | UnknownOutcomeException | UncheckedIOException e) {
                out.println("broken off   " + shown(plans.get(i)) + ": some of it may be pushed; push again to go on");
                plans.stream().skip(i + 1L).forEach(left -> out.println("not pushed   " + shown(left)));
                throw e;
            }
        }
        return complete ? 0 : 1;
    }

    private static String shown(PushPlan plan) {
        return plan.file().path() + "  " + AgentsCommand.plain(plan.file().name());
    }

    private void requireNoConflict(List<PushPlan> plans) {
        List<PushPlan> conflicts = plans.stream().filter(PushPlan::isConflict).toList();
        if (!conflicts.isEmpty() && !force) {
            throw new IllegalStateException(conflicts.stream()
                            .map(plan -> plan.file().path() + ": " + plan.conflict())
                            .collect(Collectors.joining("\n"))
                    + "\nNothing was pushed. Pull into another folder and take over what you need, or push with"
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

    /** Looks once more, since somebody may have thought about the question for long. @return whether all went well */
    private boolean push(OsmTalkClient api, AgentFolder files, PushPlan plan, PrintWriter out) {
        PushPlan now = plan.asOfNow(api);
        if (!force && !plan.isConflict() && now.isConflict()) {
            out.println("not pushed   " + shown(plan) + ": its agent was changed on the server just now");
            return false;
        }
        AgentPush.Result result = AgentPush.push(now, api, files, isImport);
        if (result.agent().isEmpty()) {
            out.println("not pushed   " + shown(plan));
        } else if (!result.refused().isEmpty()) {
            out.println("half pushed  " + shown(plan) + ": the agent is, and its tests but for these"
                    + (publish == null ? "" : "; no version was published"));
        } else {
            out.println(
                    "pushed       " + shown(plan) + version(api, result.agent().get()));
        }
        result.agent()
                .map(Agent::notApplied)
                .ifPresent(fields -> fields.forEach(field -> out.println("    no effect on this server: "
                        + field.field() + ". " + AgentsCommand.plain(field.reason()))));
        result.refused().forEach(each -> out.println("    " + AgentsCommand.plain(each)));
        return result.refused().isEmpty();
    }

    private String version(OsmTalkClient api, Agent agent) {
        return publish == null ? "" : ", version " + published(api, agent).version();
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
