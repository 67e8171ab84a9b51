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
            description = "The number to call from, or its id (default: one that rings real phones, if there is one).")
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
        return PhoneCommand.withApi(spec, api -> call(api, callee));
    }

    private int call(OsmTalkClient api, PhoneNumber callee) {
        PrintWriter out = spec.commandLine().getOut();
        AgentSummary speaking = agent(api);
        OwnedNumber number = number(api);
        OutboundCallAccepted accepted = api.widget()
                .startOutboundCall(
                        new OutboundCallRequest(speaking.id(), number.id(), callee, null, variables, null),
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
        if (agent == null && all.size() != 1) {
            throw new UsageException("say which agent is to speak, with --agent: "
                    + String.join(", ", all.stream().map(AgentSummary::name).toList()));
        }
        String id = agent == null ? all.get(0).id() : AgentNames.id(all, agent);
        return all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private OwnedNumber number(OsmTalkClient api) {
        TelephoneCheck numbers = new TelephoneCheck(api);
        if (from != null) {
            return numbers.number(from);
        }
        List<OwnedNumber> canCall =
                api.widget().listPhoneNumbers(PageRequest.first(PageRequest.MAX_LIMIT)).data().stream()
                        .filter(number -> !Boolean.FALSE.equals(number.canCall()))
                        .toList();
        return canCall.stream()
                .filter(number -> !Boolean.TRUE.equals(number.simulated()))
                .findFirst()
                .or(() -> canCall.stream().findFirst())
                .orElseThrow(() -> new UsageException("there is no number to call from. Add one: osmtalk phone add"));
    }
}
