package com.osmtalk.cli;

import com.osmtalk.api.OwnedNumber;
import com.osmtalk.client.OsmTalkClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of each number with a trunk whether calls can be made from it and taken on it, and what to do if not. */
@Command(
        name = "check",
        description = "See whether calls can be made from a number and taken on it; say what to do where not.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class PhoneCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "The number, or its id (default: all that ring real phones).")
    @Nullable
    String number;

    @Override
    public Integer call() {
        return ApiConnection.use(
                spec, api -> CheckLines.print(spec.commandLine().getOut(), look(api)));
    }

    private List<CheckResult> look(OsmTalkClient api) {
        TelephoneCheck check = new TelephoneCheck(api);
        List<OwnedNumber> numbers = number == null ? check.realNumbers() : List.of(check.number(number));
        if (numbers.isEmpty()) {
            return List.of(CheckResult.wrong(
                    "number",
                    "there is none that rings real phones: all are of the simulated network",
                    "Add one: osmtalk phone add"));
        }
        List<CheckResult> findings = new ArrayList<>();
        numbers.forEach(each -> findings.addAll(check.look(each)));
        return findings;
    }
}
