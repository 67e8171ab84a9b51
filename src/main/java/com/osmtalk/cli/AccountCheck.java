package com.osmtalk.cli;

import com.osmtalk.api.Account;
import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Money;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PlatformProviders;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What the doctor looks at, in the order in which one thing needs the other. */
final class AccountCheck {
    /** A look at one takes seconds. */
    private static final int MOST_TELEPHONES = 5;

    private static final Money MINIMUM_FOR_A_CALL = Money.ofPaise(10_00);

    private final OsmTalkClient api;
    private final ApiConnection connection;
    private final NetworkOptions network;
    private final List<CheckResult> findings = new ArrayList<>();

    AccountCheck(OsmTalkClient api, ApiConnection connection, NetworkOptions network) {
        this.api = api;
        this.connection = connection;
        this.network = network;
    }

    /** Stops at the first thing without which the rest can't be looked at. */
    List<CheckResult> run() {
        findings.add(CheckResult.ok("configuration", connection.description()));
        network.description().ifPresent(sentence -> findings.add(CheckResult.ok("network", sentence)));
        if (check("API", this::reachable) && check("key", this::key)) {
            check("agent", this::agent);
            findings.addAll(speech());
            if (check("number", this::number)) {
                findings.addAll(telephones());
            }
            check("credits", this::credits);
        }
        return findings;
    }

    private boolean check(String subject, Supplier<CheckResult> look) {
        CheckResult finding;
        try {
            finding = look.get();
        } catch (ApiException e) {
            String fault = e.status() == 401 ? connection.keyFault(e) : e.getMessage();
            finding = CheckResult.wrong(subject, fault, advice(e));
        } catch (IllegalArgumentException | IllegalStateException e) {
            finding = CheckResult.wrong(subject, e.getMessage(), connection.adviceOnFailure());
        }
        findings.add(finding);
        return finding.ok();
    }

    private String advice(ApiException problem) {
        return switch (problem.status()) {
            case 0 ->
                network.adviceOn(problem)
                        .orElseGet(() -> "Is " + connection.url()
                                + " right (OSMTALK_API_URL), and is the server running there?");
            case 401, 403 -> connection.adviceOnKey();
            default -> "Request " + problem.requestId() + " has the server's side of it.";
        };
    }

    private CheckResult reachable() {
        return CheckResult.ok(
                "API",
                connection.url() + " answers, version " + api.account().health().version());
    }

    private CheckResult key() {
        Account account = api.account().me();
        List<KeyScope> scopes = account.apiKey() == null
                ? List.of(KeyScope.values())
                : account.apiKey().scopes();
        if (!scopes.contains(KeyScope.VOICE)) {
            return CheckResult.wrong(
                    "key", "it may chat but not call", "Use a key with the scope voice to place calls.");
        }
        String may = scopes.contains(KeyScope.CHAT) ? "call and chat" : "call, but not chat";
        return CheckResult.ok("key", "accepted for " + account.organization().name() + "; it may " + may);
    }

    private CheckResult agent() {
        Page<AgentSummary> agents = api.widget().listAgents(PageRequest.first(1));
        return agents.total() == 0
                ? CheckResult.wrong(
                        "agent", "there is none", "Create an agent: POST " + connection.url() + "/api/agents")
                : CheckResult.ok(
                        "agent",
                        counted(agents.total(), "agent") + ", for instance "
                                + agents.data().get(0).name());
    }

    /** What speaks for the agents; nothing of a server that does not tell, or to a key that may not ask. */
    private List<CheckResult> speech() {
        try {
            PlatformProviders has = api.account().agents().providers();
            return List.of(
                    CheckResult.ok(
                            "model",
                            has.model() == null
                                    ? "none is configured: a script speaks, by the questions of an agent's prompt"
                                            + " (OPENAI_API_KEY, or OPENAI_BASE_URL)"
                                    : has.model()),
                    CheckResult.ok(
                            "voice",
                            has.voice() == null
                                    ? "none is configured: on web calls agents write"
                                            + " (OSMTALK_TTS_MODEL, or install espeak-ng)"
                                    : has.voice()));
        } catch (ApiException | IllegalArgumentException notTold) {
            return List.of();
        }
    }

    private CheckResult number() {
        Page<OwnedNumber> numbers = api.widget().listPhoneNumbers(PageRequest.first(PageRequest.MAX_LIMIT));
        if (numbers.total() == 0) {
            return CheckResult.wrong(
                    "number",
                    "there is none to call from",
                    "Add a number: POST " + connection.url() + "/api/phone-numbers");
        }
        List<OwnedNumber> canCall = numbers.data().stream()
                .filter(number -> !Boolean.FALSE.equals(number.canCall()))
                .toList();
        if (canCall.isEmpty()) {
            return CheckResult.wrong(
                    "number",
                    counted(numbers.total(), "number") + ", but none can call: the server has no carrier for "
                            + numbers.data().get(0).provider().name().toLowerCase(Locale.ROOT),
                    "To try things out, set the provider of one to simulated, where nobody's phone rings: PUT "
                            + connection.url() + "/api/phone-numbers/"
                            + numbers.data().get(0).id());
        }
        return CheckResult.ok(
                "number",
                counted(numbers.total(), "number") + ", for instance "
                        + canCall.get(0).phoneNumber() + reach(canCall));
    }

    /** Numbers with a trunk; nothing of a server that can't look. */
    private List<CheckResult> telephones() {
        try {
            TelephoneCheck check = new TelephoneCheck(api);
            return check.realNumbers().stream()
                    .filter(number -> Boolean.TRUE.equals(number.canCall()))
                    .limit(MOST_TELEPHONES)
                    .flatMap(number -> check.look(number).stream())
                    .toList();
        } catch (ApiException | IllegalArgumentException notTold) {
            return List.of();
        }
    }

    /** Whether phones ring when these numbers call, as far as the server tells. */
    private static String reach(List<OwnedNumber> numbers) {
        if (numbers.stream().anyMatch(number -> number.simulated() == null)) {
            return "";
        }
        long simulated = numbers.stream().filter(OwnedNumber::simulated).count();
        if (simulated == numbers.size()) {
            return "; calls are simulated: nobody's phone rings";
        }
        return simulated == 0
                ? "; calls ring real phones"
                : "; calls from " + simulated + " of them are simulated, so that nobody's phone rings, the others ring"
                        + " real phones";
    }

    private CheckResult credits() {
        Money balance = api.widget().dashboard(null, null).balance();
        return balance.isLessThan(MINIMUM_FOR_A_CALL)
                ? CheckResult.wrong(
                        "credits", balance + " is left", "A call needs " + MINIMUM_FOR_A_CALL + ": top up the balance.")
                : CheckResult.ok("credits", balance + " is left");
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
