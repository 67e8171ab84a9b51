package com.osmtalk.cli;

import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.OsmTalkClient;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has an agent call somebody, and shows what is said until the call is over. */
@Command(
        name = "call",
        description = "Have an agent call a number, and follow the call to its end.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class PhoneCallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NUMBER", description = "Whom to call, such as +442079460958.")
    private String destination;

    @Option(
            names = "--agent",
            paramLabel = "AGENT",
            description = "The agent that speaks, by its id or name (default: the only one there is).")
    @Nullable
    String agent;

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            description = "The number to call from, or its id (default: the only one that rings real phones, or"
                    + " the only simulated one).")
    @Nullable
    String from;

    @Option(
            names = "--variable",
            paramLabel = "NAME=VALUE",
            description = "Fills a {{place}} of the agent's greeting and prompt; may be given again.")
    @Nullable
    Map<String, String> variables;

    @Override
    public Integer call() {
        PhoneNumber callee = PhoneCommand.number("NUMBER", destination);
        return ApiConnection.use(spec, api -> call(api, callee));
    }

    private int call(OsmTalkClient api, PhoneNumber callee) {
        PrintWriter out = spec.commandLine().getOut();
        AgentSummary speaking = agent(api);
        OwnedNumber number = number(api);
        requireVariables(speaking);
        OutboundCallAccepted accepted = api.widget()
                .startOutboundCall(
                        OutboundCallRequest.to(callee)
                                .agentId(speaking.id())
                                .phoneNumberId(number.id())
                                .dynamicVariables(variables)
                                .build(),
                        UUID.randomUUID().toString());
        out.println(speaking.name() + " calls " + callee + " from " + number.phoneNumber()
                + (Boolean.TRUE.equals(accepted.simulated())
                        ? "; the call is simulated: nobody's phone rings"
                        : "; a real phone rings (simulated: false)"));
        return new FollowedCall(api, accepted.callId(), out).follow();
    }

    private AgentSummary agent(OsmTalkClient api) {
        List<AgentSummary> all = api.widget()
                .listAgents(PageRequest.first(PageRequest.MAX_LIMIT))
                .data();
        // the general agent does tasks, which this command gives none of
        List<AgentSummary> usual =
                all.stream().filter(each -> each.general() == null).toList();
        if (agent == null && usual.size() != 1) {
            throw new UsageException("say which agent is to speak, with --agent: "
                    + String.join(", ", usual.stream().map(AgentSummary::name).toList()));
        }
        String id = agent == null ? usual.get(0).id() : AgentNames.id(all, agent);
        return all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    /** Whoever is called would hear the gap. */
    private void requireVariables(AgentSummary speaking) {
        List<String> needed = speaking.variables() == null ? List.of() : speaking.variables();
        List<String> missing = needed.stream()
                .filter(name -> variables == null || !variables.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageException(speaking.name() + " needs values that are missing: " + String.join(", ", missing)
                    + ". Nothing was dialled. Give each of them, empty if it is to be left out: "
                    + missing.stream()
                            .map(name -> "--variable " + name + "=value")
                            .collect(Collectors.joining(" ")));
        }
    }

    private OwnedNumber number(OsmTalkClient api) {
        TelephoneCheck numbers = new TelephoneCheck(api);
        if (from != null) {
            return numbers.number(from);
        }
        List<OwnedNumber> canCall =
                api.widget().listPhoneNumbers(PageRequest.first(PageRequest.MAX_LIMIT)).data().stream()
                        .filter(PhoneCallCommand::canCall)
                        .toList();
        List<OwnedNumber> real = canCall.stream()
                .filter(number -> !Boolean.TRUE.equals(number.simulated()))
                .toList();
        List<OwnedNumber> eligible = real.isEmpty() ? canCall : real;
        if (eligible.isEmpty()) {
            throw new UsageException("there is no number to call from. Add one: osmtalk phone add");
        }
        if (eligible.size() > 1) {
            throw new UsageException("say which number to call from, with --from; nothing was dialled. These can call: "
                    + eligible.stream().map(PhoneCallCommand::shown).collect(Collectors.joining(", ")));
        }
        return eligible.get(0);
    }

    private static boolean canCall(OwnedNumber number) {
        return !Boolean.FALSE.equals(number.canCall())
                && (number.status() == null || number.status() == OwnedNumber.Status.ACTIVE)
                && (number.capabilities() == null || number.capabilities().contains(OwnedNumber.Capability.VOICE));
    }

    private static String shown(OwnedNumber number) {
        return number.phoneNumber() + (number.label() == null ? "" : " (" + number.label() + ")");
    }
}
