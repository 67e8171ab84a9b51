package com.osmtalk.cli;

import com.osmtalk.cli.agentfile.AgentFile;
import com.osmtalk.cli.agentfile.AgentFolder;
import com.osmtalk.cli.agentfile.AgentPull;
import com.osmtalk.cli.agentfile.ServerAgent;
import com.osmtalk.client.OsmTalkClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the server's agents to files. */
@Command(
        name = "pull",
        description = {
            "Write the agents and their tests to files, one an agent.",
            "A file that was changed since it was pulled is not overwritten without --force. The values of headers that"
                    + " tools send are left out."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class AgentsPullCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentFolderArgument folder;

    @Option(
            names = "--force",
            description = "Overwrite files that were changed, and pull into a folder of another account's agents.")
    private boolean force;

    @Override
    public Integer call() {
        AgentFolder files = new AgentFolder(folder.path());
        List<AgentFile> before = files.files();
        return ApiConnection.use(spec, api -> pull(api, files, before));
    }

    private int pull(OsmTalkClient api, AgentFolder files, List<AgentFile> before) {
        PrintWriter out = spec.commandLine().getOut();
        List<ServerAgent> agents = ServerAgent.all(api);
        requireSameAccount(agents, before);
        List<String> conflicts = new ArrayList<>();
        for (ServerAgent agent : agents) {
            AgentPull.Result result = AgentPull.pull(agent, files, before, force);
            String name = AgentsCommand.plain(agent.agent().name());
            switch (result.outcome()) {
                case NEW -> out.println("new        " + result.file() + "  " + name);
                case UPDATED -> out.println("updated    " + result.file() + "  " + name);
                case UNCHANGED -> out.println("unchanged  " + result.file() + "  " + name);
                case CONFLICT -> {
                    out.println("CONFLICT   " + result.file() + "  " + name);
                    conflicts.add(result.file().toString());
                }
            }
        }
        before.stream()
                .filter(file -> file.id() != null
                        && agents.stream().noneMatch(agent -> agent.agent().id().equals(file.id())))
                .forEach(
                        file -> out.println("gone       " + file.path() + "  its agent is not on the server any more"));
        if (!conflicts.isEmpty()) {
            throw new IllegalStateException(conflicts.get(0)
                    + (conflicts.size() == 1 ? "" : " and " + (conflicts.size() - 1) + " more")
                    + ": file and agent were both changed, so nothing was written. Look with `osmtalk agents diff`;"
                    + " take over what you need, then pull with --force.");
        }
        return 0;
    }

    /** Agents of two accounts in one folder would be pushed to whichever account the next command names. */
    private void requireSameAccount(List<ServerAgent> agents, List<AgentFile> before) {
        List<AgentFile> known =
                before.stream().filter(file -> file.id() != null).toList();
        Set<String> there = agents.stream().map(each -> each.agent().id()).collect(Collectors.toSet());
        if (!force && !known.isEmpty() && known.stream().noneMatch(file -> there.contains(file.id()))) {
            throw new IllegalStateException("the server has none of the agents in " + folder.path() + " ("
                    + known.size()
                    + "), so they are probably another account's. Nothing was written. Look at OSMTALK_API_URL and"
                    + " OSMTALK_API_KEY, pull into another folder, or pull with --force.");
        }
    }
}
