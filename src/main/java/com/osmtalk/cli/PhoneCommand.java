package com.osmtalk.cli;

import com.osmtalk.api.PhoneNumber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Telephone numbers that ring real phones, on the account or the bundled server that {@code mcp} would use. */
@Command(
        name = "phone",
        description = "Add a telephone number with its SIP trunk, see whether it works, and call with it.",
        subcommands = {PhoneAddCommand.class, PhoneCheckCommand.class, PhoneCallCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class PhoneCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "add, check or call?");
    }

    /** @throws UsageException that begins with where the number stands */
    static PhoneNumber number(String place, String written) {
        try {
            return PhoneNumber.of(written.strip());
        } catch (IllegalArgumentException e) {
            throw new UsageException(place + " " + e.getMessage(), e);
        }
    }
}
