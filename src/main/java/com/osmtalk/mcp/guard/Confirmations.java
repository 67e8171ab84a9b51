package com.osmtalk.mcp.guard;

import com.osmtalk.mcp.guard.PreviewEntries.Token;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gets the person's consent: by asking through the client, or by a preview whose token the next call has to carry. */
final class Confirmations {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);
    private static final int TOKEN_BYTES = 16;

    private final GuardSettings settings;
    private final Journal journal;
    private final Clock clock;

    Confirmations(GuardSettings settings, Journal journal, Clock clock) {
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    /** What was agreed to, and how. */
    enum Consent {
        GIVEN,
        /** By the matter's token, which has still to be {@link #useToken used up}. */
        BY_TOKEN
    }

    /** @throws DialRefused when there is no consent yet */
    Consent obtain(Matter matter, Person person) throws InterruptedException {
        if (settings.confirmation() == GuardSettings.Confirmation.NEVER) {
            return Consent.GIVEN;
        }
        Map<String, String> facts = matter.facts().get();
        Optional<Person.Answer> answer =
                person.ask(matter.terms().digest(), matter.title() + "\n" + joined(facts, "\n"));
        if (answer.isPresent()) {
            return accepted(answer.get(), matter);
        }
        if (settings.confirmation() == GuardSettings.Confirmation.ALWAYS) {
            throw new DialRefused(
                    RefusalCode.CONFIRMATION_REQUIRED,
                    "A person has to agree to this " + matter.what() + ", and this client has no way to ask one; "
                            + matter.undone() + ".",
                    "Tell the person: use a client that can ask (MCP elicitation), or let OSMTALK_CONFIRM (--confirm) be"
                            + " auto, which takes a preview instead, or never.");
        }
        if (matter.token() == null) {
            throw preview(
                    RefusalCode.CONFIRMATION_REQUIRED,
                    capitalised(matter.undone()) + " yet; this is a preview.",
                    matter,
                    facts);
        }
        Optional<String> fault = journal.transaction(entries -> fault(entries, matter));
        if (fault.isPresent()) {
            throw preview(RefusalCode.CONFIRMATION_INVALID, fault.get() + " This is a new preview.", matter, facts);
        }
        return Consent.BY_TOKEN;
    }

    private static Consent accepted(Person.Answer answer, Matter matter) {
        return switch (answer) {
            case YES -> unchanged(matter);
            case NO ->
                throw new DialRefused(
                        RefusalCode.DECLINED,
                        "The person was asked and declined this " + matter.what() + "; " + matter.undone() + ".",
                        "Do not try again in this or another way; ask what they want instead.");
            case NONE ->
                throw new DialRefused(
                        RefusalCode.CONFIRMATION_REQUIRED,
                        "The person was asked about this " + matter.what() + " and gave no answer; " + matter.undone()
                                + ".",
                        "Ask them whether they want it, and call again if they do. OSMTALK_CONFIRM (--confirm) sets how"
                                + " they are asked.");
        };
    }

    private static Consent unchanged(Matter matter) {
        if (matter.terms().stillHold()) {
            return Consent.GIVEN;
        }
        throw new DialRefused(
                RefusalCode.CONFIRMATION_INVALID,
                "What the person was asked about, as the agent that is to speak, was changed before they answered; "
                        + matter.undone() + ".",
                "Call again with the same arguments: the person is asked anew.");
    }

    /** Uses the matter's token up. @throws DialRefused when it does not stand for this request, or no longer */
    void useToken(JournalEntries entries, Matter matter) throws SQLException {
        Optional<String> fault = fault(entries, matter);
        if (fault.isPresent()) {
            throw new DialRefused(
                    RefusalCode.CONFIRMATION_INVALID,
                    fault.get(),
                    "Call without confirmation_token for a new preview.");
        }
        entries.previews().useUp(Digest.of(String.valueOf(matter.token())));
    }

    /** What is wrong with the matter's token. */
    private Optional<String> fault(JournalEntries entries, Matter matter) throws SQLException {
        Token found = entries.previews()
                .look(
                        Digest.of(String.valueOf(matter.token())),
                        matter.payer(),
                        matter.terms().digest(),
                        clock.instant());
        String fault = switch (found) {
            case GOOD -> null;
            case EXPIRED -> "has expired";
            case OF_OTHER_TERMS ->
                "belongs to a preview of something else: of other arguments, or of an agent that was changed since";
            case UNKNOWN -> "was used before or never given out";
        };
        return Optional.ofNullable(fault).map(why -> "The confirmation_token " + why + "; " + matter.undone() + ".");
    }

    private DialRefused preview(RefusalCode code, String message, Matter matter, Map<String, String> facts) {
        Instant now = clock.instant();
        Instant expiry = now.plus(TOKEN_LIFETIME);
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        String token = "confirm_" + HexFormat.of().formatHex(bytes);
        journal.transaction(entries -> {
            entries.previews()
                    .add(Digest.of(token), matter.payer(), matter.terms().digest(), now, expiry);
            return token;
        });
        Map<String, Object> preview = new LinkedHashMap<>();
        facts.forEach((label, value) -> preview.put(label.toLowerCase(Locale.ROOT), value));
        return new DialRefused(
                code,
                message + " " + joined(facts, "; ") + ".",
                "Show it to the person. Only if they agree, call again with exactly the same arguments and"
                        + " confirmation_token=" + token + ", which holds once and until " + expiry + ".",
                Map.of("preview", preview, "confirmation_token", token, "expires_at", expiry.toString()));
    }

    private static String capitalised(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String joined(Map<String, String> facts, String separator) {
        List<String> lines = new ArrayList<>();
        facts.forEach((label, value) -> lines.add(label + ": " + value));
        return String.join(separator, lines);
    }
}
