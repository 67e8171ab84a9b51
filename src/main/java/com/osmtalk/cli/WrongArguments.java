package com.osmtalk.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. */
final class WrongArguments {
    private static final Pattern EXPECTED = Pattern.compile(
            "(?s)Invalid value for option '([^']+)'.*expected one of \\[(.+)] \\(case-insensitive\\) but was '(.*)'.*");

    private WrongArguments() {}

    /** The sentence for whoever wrote it. */
    static String sentence(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(problem.getCommandLine(), unmatched.getUnmatched().get(0));
        }
        if (problem instanceof MissingParameterException missing) {
            return missing(problem.getCommandLine(), missing);
        }
        Matcher value = EXPECTED.matcher(String.valueOf(problem.getMessage()));
        if (!value.matches()) {
            return String.valueOf(problem.getMessage());
        }
        // each value is named twice: as Java's constant, and as people write it
        List<String> allowed = Arrays.stream(value.group(2).split(", "))
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .distinct()
                .toList();
        return value.group(1) + " must be one of " + String.join(", ", allowed) + ", not \"" + value.group(3) + "\""
                + meant(value.group(3), allowed);
    }

    /** An option that is mistyped is missing as well: the mistake is what to tell. */
    private static String missing(CommandLine command, MissingParameterException problem) {
        List<String> others = command.getUnmatchedArguments();
        if (!others.isEmpty()) {
            return unmatched(command, others.get(0));
        }
        String needed = problem.getMissing().stream().map(WrongArguments::named).collect(Collectors.joining(" and "));
        boolean lacksValue = problem.getMissing().stream().anyMatch(each -> each.isOption() && !each.required());
        return lacksValue ? needed + " needs a value" : command.getCommandSpec().qualifiedName() + " needs " + needed;
    }

    private static String named(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String unmatched(CommandLine command, String argument) {
        String name = command.getCommandSpec().qualifiedName();
        if (argument.startsWith("-")) {
            String option = argument.split("=", 2)[0];
            return "there is no option " + option + " of " + name
                    + Optional.of(meant(option, options(command)))
                            .filter(guess -> !guess.isEmpty())
                            .orElseGet(() -> elsewhere(option, command));
        }
        if (!command.getSubcommands().isEmpty()) {
            return "there is no command " + argument + " of " + name + meant(argument, known(command));
        }
        return name + " takes no argument \"" + argument + "\"";
    }

    private static List<String> known(CommandLine command) {
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        known.addAll(List.of("--help", "--version"));
        return known;
    }

    private static List<String> options(CommandLine command) {
        return List.copyOf(command.getCommandSpec().optionsMap().keySet());
    }

    private static String meant(String word, List<String> known) {
        // help and version are commands of many programs
        String dashed = "--" + word;
        return (known.contains(dashed) ? Optional.of(dashed) : Spelling.closest(word, known))
                .map(guess -> ". Did you mean " + guess + "?")
                .orElse("");
    }

    /** An option that is another command's. */
    private static String elsewhere(String option, CommandLine command) {
        List<String> having = new ArrayList<>();
        CommandLine program = command;
        while (program.getParent() != null) {
            program = program.getParent();
        }
        program.getSubcommands().forEach((name, other) -> {
            if (other.getCommandSpec().optionsMap().containsKey(option)) {
                having.add(name);
            }
        });
        return having.isEmpty() ? "" : "; it is one of " + String.join(", ", having);
    }
}
