package com.osmtalk.cli;

import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.ApiKey;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.KeyKind;
import com.osmtalk.api.KeyScope;
import com.osmtalk.server.HomeApiKeys;
import com.osmtalk.server.problem.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The bundled server's API keys, on its database itself: whether it runs or not. */
@Command(
        name = "keys",
        description = "Make, list, disable, enable and delete API keys of the bundled server, also while it runs.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class KeysCommand implements Runnable {
    private static final String KEY = "Its id or its name.";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "create, list, disable, enable, agents or delete?");
    }

    @Command(
            name = "create",
            description = {
                "Make a key. Prints the key alone; it is shown this once.",
                "Without --domain it is a secret key, for programs and assistants. With it, it is a browser key, for"
                        + " web pages: it opens web calls and chat of the agents given, and nothing else."
            },
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int create(
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "What to call it, for instance after the assistant that uses it.")
                    String name,
            @Option(
                            names = "--scopes",
                            split = ",",
                            defaultValue = "chat,voice",
                            paramLabel = "SCOPE",
                            description = "What it may do: ${COMPLETION-CANDIDATES} (default: both).")
                    List<KeyScope> scopes,
            @Option(
                            names = "--kind",
                            paramLabel = "KIND",
                            description = "${COMPLETION-CANDIDATES} (default: as --domain has it).")
                    @Nullable
                    KeyKind kind,
            @Option(
                            names = "--domain",
                            split = ",",
                            paramLabel = "HOST",
                            description = "A web site whose pages may use it, such as shop.example or *.shop.example.")
                    @Nullable
                    List<String> domains,
            @Option(
                            names = "--agent",
                            paramLabel = "AGENT",
                            description = "An agent that a browser key opens, by its id or name; may be given again.")
                    @Nullable
                    List<String> agents) {
        return work(keys -> {
            List<String> agentIds = agents == null ? null : agentIds(keys, agents);
            ApiKeyDraft draft = new ApiKeyDraft(name, kind, scopes, domains, agentIds, null);
            return List.of(keys.create(draft).key());
        });
    }

    @Command(
            name = "list",
            description = "List the keys, without their secrets.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int list() {
        return work(keys -> keys.list().stream().map(KeysCommand::line).toList());
    }

    @Command(
            name = "disable",
            description = "Disable a key immediately, or all of a name.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int disable(@Parameters(paramLabel = "KEY", description = KEY) String idOrName) {
        return work(keys -> {
            List<ApiKey> disabled = keys.disable(idOrName);
            if (disabled.isEmpty()) {
                throw unknown(idOrName);
            }
            return disabled.stream().map(key -> told(key, "is disabled")).toList();
        });
    }

    @Command(
            name = "enable",
            description = "Enable a key that was disabled.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int enable(@Parameters(paramLabel = "KEY", description = KEY) String idOrName) {
        return work(keys ->
                List.of(told(keys.change(only(keys, idOrName).id(), ApiKeyDraft.enabled(true)), "is enabled")));
    }

    @Command(
            name = "agents",
            description = "Say which agents a browser key opens, in place of those it opens now.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int agents(
            @Parameters(index = "0", paramLabel = "KEY", description = KEY) String idOrName,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "AGENT", description = "Their ids or names.")
                    List<String> agents) {
        return work(keys -> {
            ApiKeyDraft draft = new ApiKeyDraft(null, null, null, null, agentIds(keys, agents), null);
            ApiKey changed = keys.change(only(keys, idOrName).id(), draft);
            return List.of(told(changed, "opens " + String.join(", ", changed.agentIds())));
        });
    }

    @Command(
            name = "delete",
            description = "Delete a key for ever. To stop one for a while, disable it.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int delete(@Parameters(paramLabel = "KEY", description = KEY) String idOrName) {
        return work(keys -> {
            ApiKey key = only(keys, idOrName);
            keys.delete(key.id());
            return List.of(told(key, "is deleted"));
        });
    }

    private static String line(ApiKey key) {
        String reach = key.kind() == KeyKind.SECRET
                ? ""
                : "  " + String.join(",", key.allowedDomains()) + "  "
                        + (key.agentIds().isEmpty()
                                ? "opens no agent: osmtalk keys agents " + key.id() + " AGENT"
                                : String.join(",", key.agentIds()));
        return "%s  %s…  %-8s  %-7s  %-10s  %s%s"
                .formatted(
                        key.id(),
                        key.prefix(),
                        key.enabled() ? "enabled" : "disabled",
                        key.kind().name().toLowerCase(Locale.ROOT),
                        key.scopes().stream()
                                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(",")),
                        key.name(),
                        reach);
    }

    private static String told(ApiKey key, String what) {
        return key.id() + " (" + key.name() + ") " + what;
    }

    /** The one key that is meant: of several with one name, none should be opened or lost by chance. */
    private static ApiKey only(HomeApiKeys keys, String idOrName) {
        List<ApiKey> found = keys.named(idOrName);
        if (found.isEmpty()) {
            throw unknown(idOrName);
        }
        if (found.size() > 1) {
            throw new UsageException("there are " + found.size() + " keys with the name " + idOrName
                    + "; give the id of one: "
                    + found.stream().map(ApiKey::id).collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }

    private static List<String> agentIds(HomeApiKeys keys, List<String> idsOrNames) {
        List<AgentSummary> all = keys.agents();
        return idsOrNames.stream().map(wanted -> AgentNames.id(all, wanted)).toList();
    }

    private static UsageException unknown(String idOrName) {
        return new UsageException(
                "there is no key " + idOrName + "; give the id or the name of one of: osmtalk keys list");
    }

    /** Works on the database of the command that was given, and prints what comes of it. */
    private int work(Function<HomeApiKeys, List<String>> work) {
        CommandSpec given = spec.commandLine().getParseResult().subcommand().commandSpec();
        PrintWriter out = spec.commandLine().getOut();
        try (HomeApiKeys keys = HomeApiKeys.open(new ServerOptions(OsmTalkCommand.settings(given)).onAnyPorts())) {
            work.apply(keys).forEach(out::println);
            return 0;
        } catch (Problem e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
