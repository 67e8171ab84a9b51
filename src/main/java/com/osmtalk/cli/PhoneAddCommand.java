package com.osmtalk.cli;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.NumberProvision;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.client.OsmTalkClient;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Attaches a number with its trunk, or gives a number that is here another trunk, and looks whether it works. */
@Command(
        name = "add",
        description = {
            "Add a telephone number with its SIP trunk, or give a number of yours another trunk.",
            "Asks for what is missing. The password is asked for without showing it, or read from"
                    + " OSMTALK_TRUNK_PASSWORD."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class PhoneAddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TrunkOptions options = new TrunkOptions();

    @Option(names = "--agent", paramLabel = "AGENT", description = "The agent that answers calls to it, by id or name.")
    @Nullable
    String agent;

    @Option(names = "--label", paramLabel = "TEXT", description = "What to call the number.")
    @Nullable
    String label;

    @Override
    public Integer call() {
        Settings settings = OsmTalkCommand.settings(spec);
        TrunkQuestions questions =
                new TrunkQuestions(options, settings.find(Setting.TRUNK_PASSWORD), OsmTalkCommand.terminal(spec));
        PhoneVendor whose = questions.vendor();
        PhoneNumber wanted = questions.number();
        SipTrunk trunk = questions.trunk(whose);
        return ApiConnection.use(spec, api -> add(api, wanted, trunk));
    }

    private int add(OsmTalkClient api, PhoneNumber wanted, SipTrunk trunk) {
        PrintWriter out = spec.commandLine().getOut();
        // before anything is stored
        String agentId = agent == null
                ? null
                : AgentNames.id(
                        api.widget()
                                .listAgents(PageRequest.first(PageRequest.MAX_LIMIT))
                                .data(),
                        agent);
        Optional<OwnedNumber> ours = held(api, wanted);
        OwnedNumber added = ours.isPresent() ? changed(api, ours.get(), trunk) : attached(api, wanted, trunk);
        if (agentId != null || label != null) {
            api.account().phoneNumbers().update(added.id(), new OwnedNumberDraft(null, label, null, agentId, null));
        }
        out.println(wanted + (ours.isPresent() ? " has its new trunk: " : " is added, with the trunk ") + trunk.host()
                + "." + (trunk.password() == null ? "" : " Its password is stored encrypted."));
        return CheckLines.print(out, new TelephoneCheck(api).look(added));
    }

    private static OwnedNumber attached(OsmTalkClient api, PhoneNumber wanted, SipTrunk trunk) {
        return api.account()
                .telephony()
                .provision(
                        new NumberProvision(wanted, NumberProvider.SIP, trunk),
                        UUID.randomUUID().toString());
    }

    /** A number that was simulated is real from now on: that is what somebody wants who gives it a trunk. */
    private static OwnedNumber changed(OsmTalkClient api, OwnedNumber held, SipTrunk trunk) {
        if (held.provider() == NumberProvider.SIMULATED) {
            api.account()
                    .phoneNumbers()
                    .update(held.id(), new OwnedNumberDraft(null, null, NumberProvider.SIP, null, null));
        }
        return api.account().telephony().changeTrunk(held.id(), trunk);
    }

    private static Optional<OwnedNumber> held(OsmTalkClient api, PhoneNumber wanted) {
        return api.widget().listPhoneNumbers(PageRequest.first(PageRequest.MAX_LIMIT)).data().stream()
                .filter(number -> number.phoneNumber().equals(wanted))
                .findFirst();
    }
}
