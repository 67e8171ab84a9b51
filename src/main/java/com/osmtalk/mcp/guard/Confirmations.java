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

/** Gets the person's consent: by asking through the client, or by a preview whose token the next call has to carry. */
final class Confirmations {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);
    private static final int TOKEN_BYTES = 16;

    private final GuardSettings settings;
    private final GuardRecords records;
    private final Clock clock;

    Confirmations(GuardSettings settings, GuardRecords records, Clock clock) {
        this.settings = settings;
        this.records = records;
        this.clock = clock;
    }

    /** What was agreed to, and how. */
    enum Consent {
        GIVEN,
        /** By the request's token, which has still to be {@link #useToken used up}. */
        BY_TOKEN
    }

    /** @throws DialRefusedException when there is no consent yet */
    Consent obtain(ConsentRequest consentRequest, Approver approver) throws InterruptedException {
        if (settings.confirmation() == GuardSettings.Confirmation.NEVER) {
            return Consent.GIVEN;
        }
        Map<String, String> facts = consentRequest.facts().get();
        Optional<Approver.Answer> answer =
                approver.ask(consentRequest.terms().digest(), consentRequest.title() + "\n" + joined(facts, "\n"));
        if (answer.isPresent()) {
            return accepted(answer.get(), consentRequest);
        }
        if (settings.confirmation() == GuardSettings.Confirmation.ALWAYS) {
            throw new DialRefusedException(
                    RefusalCode.CONFIRMATION_REQUIRED,
                    "A person has to agree to this " + consentRequest.what()
                            + ", and this client has no way to ask one; " + consentRequest.undone() + ".",
                    "Tell the person: use a client that can ask (MCP elicitation), or let OSMTALK_CONFIRM (--confirm) be"
                            + " auto, which takes a preview instead, or never.");
        }
        if (consentRequest.token() == null) {
            throw preview(
                    RefusalCode.CONFIRMATION_REQUIRED,
                    capitalised(consentRequest.undone()) + " yet; this is a preview.",
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

    private static Consent accepted(Approver.Answer answer, ConsentRequest consentRequest) {
        return switch (answer) {
            case YES -> unchanged(consentRequest);
            case NO ->
                throw new DialRefusedException(
                        RefusalCode.DECLINED,
                        "The person was asked and declined this " + consentRequest.what() + "; "
                                + consentRequest.undone() + ".",
                        "Do not try again in this or another way; ask what they want instead.");
            case NONE ->
                throw new DialRefusedException(
                        RefusalCode.CONFIRMATION_REQUIRED,
                        "The person was asked about this " + consentRequest.what() + " and gave no answer; "
                                + consentRequest.undone() + ".",
                        "Ask them whether they want it, and call again if they do. OSMTALK_CONFIRM (--confirm) sets how"
                                + " they are asked.");
        };
    }

    private static Consent unchanged(ConsentRequest consentRequest) {
        if (consentRequest.terms().stillHold()) {
            return Consent.GIVEN;
        }
        throw new DialRefusedException(
                RefusalCode.CONFIRMATION_INVALID,
                "What the person was asked about, as the agent that is to speak, was changed before they answered; "
                        + consentRequest.undone() + ".",
                "Call again with the same arguments: the person is asked anew.");
    }

    /** Uses the request's token up. @throws DialRefusedException when it does not stand for this request, or no longer */
    void useToken(GuardTransaction transaction, ConsentRequest consentRequest) {
        Optional<String> fault = fault(transaction, consentRequest);
        if (fault.isPresent()) {
            throw new DialRefusedException(
                    RefusalCode.CONFIRMATION_INVALID,
                    fault.get(),
                    "Call without confirmation_token for a new preview.");
        }
        transaction.previews().delete(Fingerprint.of(String.valueOf(consentRequest.token())));
    }

    /** What is wrong with the request's token. */
    private Optional<String> fault(GuardTransaction transaction, ConsentRequest consentRequest) {
        TokenState found = transaction
                .previews()
                .state(
                        Fingerprint.of(String.valueOf(consentRequest.token())),
                        consentRequest.account(),
                        consentRequest.terms().digest(),
                        clock.instant());
        String fault = switch (found) {
            case VALID -> null;
            case EXPIRED -> "has expired";
            case OF_OTHER_TERMS ->
                "belongs to a preview of something else: of other arguments, or of an agent that was changed since";
            case UNKNOWN -> "was used before or never given out";
        };
        return Optional.ofNullable(fault)
                .map(why -> "The confirmation_token " + why + "; " + consentRequest.undone() + ".");
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
        return new DialRefusedException(
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
