package com.osmtalk.cli;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.cli.PhoneVendor.Login;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out all that a trunk needs: what the command line says, what its vendor always has, and the rest from the
 * person at the terminal, where there is one.
 */
final class TrunkQuestions {
    private static final int ATTEMPTS = 3;

    private final TrunkOptions given;
    private final Optional<String> password;
    private final Optional<Terminal> terminal;

    /** @param password from the environment, never from the command line */
    TrunkQuestions(TrunkOptions given, Optional<String> password, Optional<Terminal> terminal) {
        this.given = given;
        this.password = password;
        this.terminal = terminal;
    }

    PhoneVendor vendor() {
        if (given.vendor != null) {
            return given.vendor;
        }
        // with a host, all that a vendor would say is said
        return given.host != null && terminal.isEmpty()
                ? PhoneVendor.PBX
                : asked("the vendor", "Whose trunk is it? (" + names() + ") ", TrunkQuestions::vendor);
    }

    PhoneNumber number() {
        return given.number != null
                ? PhoneCommand.number("--number", given.number)
                : asked("--number", "Its telephone number, with country code: ", PhoneNumber::of);
    }

    SipTrunk trunk(PhoneVendor vendor) {
        String host = host(vendor);
        Transport transport = given.transport == null ? transport(vendor) : given.transport;
        boolean usual = transport == vendor.transport();
        String username = username(vendor);
        Optional<String> secret = username == null ? Optional.empty() : password(username);
        return SipTrunk.at(host)
                .port(given.port != null ? given.port : usual ? vendor.port() : null)
                .transport(transport)
                .username(username)
                .authUser(given.authUser)
                .password(secret.orElse(null))
                .register(given.register != null ? given.register : username != null && vendor.register())
                .outboundProxy(given.outboundProxy)
                .fromDomain(given.fromDomain)
                .plus(given.plus)
                .codecs(given.codecs != null ? given.codecs : vendor.codecs())
                .srtp(given.srtp)
                .publicAddress(given.publicAddress)
                .optionsIntervalSeconds(given.optionsInterval)
                .inboundAddresses(given.inboundAddresses)
                .transfer(given.transfer)
                .build();
    }

    private String host(PhoneVendor vendor) {
        PhoneVendor.Host host = vendor.host();
        if (given.host != null) {
            return host.complete(given.host);
        }
        if (host.usual() != null) {
            return terminal.map(person -> answered(person, "Host (" + host.usual() + "): "))
                    .filter(answer -> !answer.isEmpty())
                    .orElse(host.usual());
        }
        return asked("--trunk-host", "Host: " + host.meaning() + ": ", host::complete);
    }

    /** A vendor's is known; that of somebody's own PBX is asked for. */
    private Transport transport(PhoneVendor vendor) {
        if (vendor != PhoneVendor.PBX || terminal.isEmpty()) {
            return vendor.transport();
        }
        return asked(
                "--transport",
                "Transport, udp, tcp or tls (udp): ",
                answer -> answer.isEmpty() ? vendor.transport() : Transport.valueOf(answer.toUpperCase(Locale.ROOT)));
    }

    private @Nullable String username(PhoneVendor vendor) {
        if (given.username != null || vendor.login() == Login.NONE) {
            return given.username;
        }
        if (vendor.login() == Login.NEEDED) {
            return asked("--username", "User name: ", TrunkQuestions::notEmpty);
        }
        return terminal.map(
                        person -> answered(person, "User name (none, if the trunk knows this server by its address): "))
                .filter(answer -> !answer.isEmpty())
                .orElse(null);
    }

    private Optional<String> password(String username) {
        return password.or(() -> terminal.map(person -> {
                    String typed = person.askSecretly("Password of " + username + " (it is not shown): ");
                    if (typed == null) {
                        throw closed();
                    }
                    return typed;
                }))
                .filter(secret -> !secret.isEmpty());
    }

    /** @param parse refuses with an {@link IllegalArgumentException} */
    private <T> T asked(String option, String question, Function<String, T> parse) {
        Terminal person = terminal.orElseThrow(() -> new UsageException(
                option + " is missing, and there is no terminal to ask for it. See: osmtalk phone add --help"));
        for (int i = 1; ; i++) {
            String answer = answered(person, question);
            try {
                return parse.apply(answer);
            } catch (IllegalArgumentException e) {
                if (i == ATTEMPTS) {
                    throw new UsageException("\"" + answer + "\" " + reason(e), e);
                }
                question = "That " + reason(e) + ". " + question;
            }
        }
    }

    private static String answered(Terminal person, String question) {
        String answer = person.ask(question);
        if (answer == null) {
            throw closed();
        }
        return answer;
    }

    private static UsageException closed() {
        return new UsageException("the input ended before all was said; nothing was stored");
    }

    private static String reason(IllegalArgumentException e) {
        String message = e.getMessage();
        return message != null && message.startsWith("must ") ? message : "is none of these";
    }

    private static String notEmpty(String answer) {
        if (answer.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return answer;
    }

    private static PhoneVendor vendor(String name) {
        return PhoneVendor.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String names() {
        return Arrays.stream(PhoneVendor.values())
                .map(vendor -> vendor.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
