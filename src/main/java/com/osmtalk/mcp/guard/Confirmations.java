package com.osmtalk.mcp.guard;

import com.osmtalk.mcp.guard.store.GuardTransaction;
import com.osmtalk.mcp.guard.store.PreviewStore.TokenState;
import java.security.SecureRandom;
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

/**
 * Gets a person's consent in one of two ways. If the client can ask (MCP elicitation), the person answers a question.
 * If not, the tool call is refused with a preview and a token, and the model repeats the call with the token once the
 * person has agreed. The token is random, valid once and for ten minutes, and only for what the preview showed; its
 * fingerprint is stored, not the token.
 */
final class Confirmations {
    /** Some three pages. */
    private static final int MOST_TO_READ = 12_000;

    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);
    private static final int TOKEN_BYTES = 16;

    /** The label of the first fact. */
    private static final String SIMULATED = "Simulated";

    private final GuardSettings settings;
    private final GuardRecords records;
    private final Clock clock;

    Confirmations(GuardSettings settings, GuardRecords records, Clock clock) {
        this.settings = settings;
        this.records = records;
        this.clock = clock;
    }

    /** How a person consented. */
    enum Consent {
        GIVEN,
        /** By the request's token, which has still to be {@link #useToken used up}. */
        BY_TOKEN
    }

    /**
     * Gets consent now, or refuses.
     *
     * @throws DialRefusedException when there is no consent yet, with a preview and a token where a preview will do
     */
    Consent obtain(ConsentRequest consentRequest, Approver approver) throws InterruptedException {
        if (settings.confirmation() == GuardSettings.Confirmation.NEVER) {
            return Consent.GIVEN;
        }
        Map<String, String> facts = facts(consentRequest);
        boolean onlyPersons = settings.confirmation() == GuardSettings.Confirmation.ALWAYS;
        Approver.Reply reply = approver.ask(
                consentRequest.terms().digest(), consentRequest.title() + "\n" + joined(facts, "\n"), onlyPersons);
        return switch (reply.answer()) {
            case YES -> unchanged(consentRequest);
            case NO ->
                throw new DialRefusedException(
                        RefusalCode.DECLINED,
                        "The person was asked and declined this " + consentRequest.noun() + "; "
                                + consentRequest.withoutConsent() + ".",
                        "Do not try again, in this way or another. Ask what they want instead.");
            case NONE ->
                throw new DialRefusedException(
                        RefusalCode.CONFIRMATION_REQUIRED,
                        "The person was asked about this " + consentRequest.noun() + " and did not answer; "
                                + consentRequest.withoutConsent() + ".",
                        "Ask them whether they want it, and call again if they do. OSMTALK_CONFIRM (--confirm) sets how"
                                + " consent is obtained.");
            case CANNOT_ASK -> {
                if (onlyPersons) {
                    throw onlyAPersonCanAgree(consentRequest, reply.why());
                }
                yield byToken(consentRequest, facts, reply.why());
            }
        };
    }

    /** What the person has to know; first of all whether a phone will ring. */
    private static Map<String, String> facts(ConsentRequest consentRequest) {
        Map<String, String> facts = new LinkedHashMap<>();
        Boolean simulated = consentRequest.simulated();
        if (simulated != null) {
            facts.put(SIMULATED, simulated ? "yes: nobody's phone rings" : "no: a real phone rings");
        }
        facts.putAll(consentRequest.facts().get());
        requireReadable(facts);
        return facts;
    }

    /** Nothing that a person agrees to is left out or cut, so there must not be more than a person reads. */
    private static void requireReadable(Map<String, String> facts) {
        int characters = facts.values().stream().mapToInt(String::length).sum();
        if (characters > MOST_TO_READ) {
            throw new DialRefusedException(
                    RefusalCode.TOO_LONG_TO_READ,
                    "A person has to read and agree to this first, and it is " + characters
                            + " characters long, more than " + MOST_TO_READ + "; nothing was done.",
                    "Say it in fewer words, above all in `variables`, or name fewer people at once.");
        }
    }

    private static DialRefusedException onlyAPersonCanAgree(ConsentRequest consentRequest, String why) {
        return new DialRefusedException(
                RefusalCode.CONFIRMATION_REQUIRED,
                why + " This " + consentRequest.noun() + " needs a person's consent, so "
                        + consentRequest.withoutConsent() + ".",
                "Tell the person to use a client that supports MCP elicitation, or to set OSMTALK_CONFIRM"
                        + " (--confirm) to auto, which accepts a preview instead, or to never.");
    }

    /** Consent by the token of a preview, or a preview. */
    private Consent byToken(ConsentRequest consentRequest, Map<String, String> facts, String why) {
        if (consentRequest.token() == null) {
            throw preview(
                    RefusalCode.CONFIRMATION_REQUIRED,
                    why + " " + capitalised(consentRequest.withoutConsent()) + " yet; this is a preview.",
                    consentRequest,
                    facts);
        }
        Optional<String> fault = records.transaction(transaction -> fault(transaction, consentRequest));
        if (fault.isPresent()) {
            throw preview(
                    RefusalCode.CONFIRMATION_INVALID, fault.get() + " This is a new preview.", consentRequest, facts);
        }
        return Consent.BY_TOKEN;
    }

    private static Consent unchanged(ConsentRequest consentRequest) {
        if (consentRequest.terms().stillHold()) {
            return Consent.GIVEN;
        }
        throw new DialRefusedException(
                RefusalCode.CONFIRMATION_INVALID,
                "What the person was asked about (for example the agent) was changed before they answered; "
                        + consentRequest.withoutConsent() + ".",
                "Call again with the same arguments. The person will be asked again.");
    }

    /**
     * Uses up the token of a request, inside the transaction that stores what was agreed to.
     *
     * @throws DialRefusedException when the token is not valid for this request, or no longer
     */
    void useToken(GuardTransaction transaction, ConsentRequest consentRequest) {
        Optional<String> fault = fault(transaction, consentRequest);
        if (fault.isPresent()) {
            throw new DialRefusedException(
                    RefusalCode.CONFIRMATION_INVALID,
                    fault.get(),
                    "Call again without confirmation_token to get a new preview.");
        }
        transaction.previews().delete(Fingerprint.of(String.valueOf(consentRequest.token())));
    }

    /** Why the request's token is not valid; empty when it is. */
    private Optional<String> fault(GuardTransaction transaction, ConsentRequest consentRequest) {
        TokenState found = transaction
                .previews()
                .state(
                        Fingerprint.of(String.valueOf(consentRequest.token())),
                        consentRequest.account(),
                        consentRequest.terms().digest(),
                        clock.instant(),
                        consentRequest.lastTried() == null
                                ? Instant.EPOCH
                                : consentRequest.lastTried().plus(TOKEN_LIFETIME));
        String fault = switch (found) {
            case VALID -> null;
            case EXPIRED -> "has expired";
            case OF_OTHER_TERMS ->
                "belongs to a different preview: the arguments differ, or the agent was changed since";
            case OF_AN_EARLIER_ATTEMPT -> "is from before the last attempt, which nobody answered";
            case UNKNOWN -> "was already used or never issued";
        };
        return Optional.ofNullable(fault)
                .map(why -> "The confirmation_token " + why + "; " + consentRequest.withoutConsent() + ".");
    }

    private DialRefusedException preview(
            RefusalCode code, String message, ConsentRequest consentRequest, Map<String, String> facts) {
        Instant now = clock.instant();
        Instant expiry = now.plus(TOKEN_LIFETIME);
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        String token = "confirm_" + HexFormat.of().formatHex(bytes);
        records.transaction(transaction -> {
            transaction
                    .previews()
                    .add(
                            Fingerprint.of(token),
                            consentRequest.account(),
                            consentRequest.terms().digest(),
                            now,
                            expiry);
            return token;
        });
        Map<String, Object> preview = new LinkedHashMap<>();
        facts.forEach((label, value) -> preview.put(label.toLowerCase(Locale.ROOT), value));
        if (consentRequest.simulated() != null) {
            preview.put(SIMULATED.toLowerCase(Locale.ROOT), consentRequest.simulated());
        }
        return new DialRefusedException(
                code,
                message + " " + joined(facts, "; ") + ".",
                "Show it to the person. Only if they agree, call again with exactly the same arguments and"
                        + " confirmation_token=" + token + ", which is valid once, until " + expiry + ".",
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
