package com.osmtalk.mcp.guard;

import com.osmtalk.mcp.guard.JournalEntries.Token;
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
        /** By the dial's token, which has still to be {@link #useToken used up}. */
        BY_TOKEN
    }

    /** @throws DialRefused when there is no consent yet */
    Consent obtain(Dial dial, Callee callee, String request, Payer payer, Person person) throws InterruptedException {
        if (settings.confirmation() == GuardSettings.Confirmation.NEVER) {
            return Consent.GIVEN;
        }
        String question = dial.title() + "\n" + lines(dial, callee, payer);
        Optional<Person.Answer> answer = person.ask(request, question);
        if (answer.isPresent()) {
            return accepted(answer.get());
        }
        if (settings.confirmation() == GuardSettings.Confirmation.ALWAYS) {
            throw new DialRefused(
                    RefusalCode.CONFIRMATION_REQUIRED,
                    "A person has to agree to this call, and this client has no way to ask one; nothing was dialled.",
                    "Tell the person: use a client that can ask (MCP elicitation), or let OSMTALK_CONFIRM (--confirm) be"
                            + " auto, which takes a preview instead, or never.");
        }
        if (dial.confirmationToken() != null) {
            return Consent.BY_TOKEN;
        }
        throw preview(dial, callee, request, payer);
    }

    private static Consent accepted(Person.Answer answer) {
        return switch (answer) {
            case YES -> Consent.GIVEN;
            case NO ->
                throw new DialRefused(
                        RefusalCode.DECLINED,
                        "The person was asked and declined this call; nothing was dialled.",
                        "Do not try again in this or another way; ask what they want instead.");
            case NONE ->
                throw new DialRefused(
                        RefusalCode.CONFIRMATION_REQUIRED,
                        "The person was asked about this call and gave no answer; nothing was dialled.",
                        "Ask them whether they want it, and call again if they do. OSMTALK_CONFIRM (--confirm) sets how"
                                + " they are asked.");
        };
    }

    /** Uses the dial's token up. @throws DialRefused when it does not stand for this request */
    void useToken(JournalEntries entries, Dial dial, String request, Payer payer) throws SQLException {
        String token = dial.confirmationToken();
        Token found =
                token == null ? Token.UNKNOWN : entries.use(Digest.of(token), payer.id(), request, clock.instant());
        String fault = switch (found) {
            case GOOD -> null;
            case EXPIRED -> "has expired";
            case OF_ANOTHER_REQUEST -> "belongs to a preview of other arguments";
            case UNKNOWN -> "was used before or never given out";
        };
        if (fault != null) {
            throw new DialRefused(
                    RefusalCode.CONFIRMATION_INVALID,
                    "The confirmation_token " + fault + "; nothing was dialled.",
                    "Call without confirmation_token for a new preview, show it to the person, and if they agree call"
                            + " again with exactly its arguments and its token.");
        }
    }

    private DialRefused preview(Dial dial, Callee callee, String request, Payer payer) {
        Instant now = clock.instant();
        Instant expiry = now.plus(TOKEN_LIFETIME);
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        String token = "confirm_" + HexFormat.of().formatHex(bytes);
        journal.transaction(entries -> {
            entries.addPreview(Digest.of(token), payer.id(), request, now, expiry);
            return token;
        });
        Map<String, String> facts = facts(dial, callee, payer);
        Map<String, Object> preview = new LinkedHashMap<>();
        facts.forEach((label, value) -> preview.put(label.toLowerCase(Locale.ROOT), value));
        return new DialRefused(
                RefusalCode.CONFIRMATION_REQUIRED,
                "Nothing was dialled yet; this is a preview. " + joined(facts, "; ") + ".",
                "Show it to the person. Only if they agree, call again with exactly the same arguments and"
                        + " confirmation_token=" + token + ", which holds once and until " + expiry + ".",
                Map.of("preview", preview, "confirmation_token", token, "expires_at", expiry.toString()));
    }

    private static String lines(Dial dial, Callee callee, Payer payer) {
        return joined(facts(dial, callee, payer), "\n");
    }

    private static Map<String, String> facts(Dial dial, Callee callee, Payer payer) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "To",
                dial.to() + callee.countryName().map(name -> " (" + name + ")").orElse(""));
        facts.put("From", dial.from() + (dial.simulated() ? " (simulated network: nobody's phone rings)" : ""));
        facts.putAll(dial.details());
        facts.put("Cost", payer.expectedCost());
        return facts;
    }

    private static String joined(Map<String, String> facts, String separator) {
        List<String> lines = new ArrayList<>();
        facts.forEach((label, value) -> lines.add(label + ": " + value));
        return String.join(separator, lines);
    }
}
