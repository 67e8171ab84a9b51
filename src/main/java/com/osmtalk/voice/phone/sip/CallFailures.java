package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.Header;
import javax.sip.header.ReasonHeader;
import javax.sip.message.Message;
import javax.sip.message.Response;

/**
 * Why a call did not come about, from how the trunk refused it. A telephone exchange's own cause (Q.850, in a {@code
 * Reason} header, RFC 3326) comes first: gateways map many causes to one status of SIP, each in its own way.
 */
final class CallFailures {
    private static final Pattern Q850 =
            Pattern.compile("\\bQ\\.850\\s*;(?:[^,]*;)?\\s*cause\\s*=\\s*(\\d{1,3})", Pattern.CASE_INSENSITIVE);

    private CallFailures() {}

    /**
     * @param refusal any final response but success
     * @param rang whether the far end was told to ring, or more than that
     */
    static FailureReason of(Response refusal, boolean rang) {
        return q850(refusal).flatMap(CallFailures::ofCause).orElseGet(() -> ofStatus(refusal.getStatusCode(), rang));
    }

    private static Optional<Integer> q850(Message message) {
        for (Iterator<?> reasons = message.getHeaders(ReasonHeader.NAME); reasons.hasNext(); ) {
            Matcher matcher = Q850.matcher(SipMessages.valueOf((Header) reasons.next()));
            if (matcher.find()) {
                return Optional.of(Integer.valueOf(matcher.group(1)));
            }
        }
        return Optional.empty();
    }

    /** ITU-T Q.850, table 1; empty for causes that say nothing, as 16, 31 and 127. */
    static Optional<FailureReason> ofCause(int cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case 17 -> FailureReason.BUSY;
                    case 18, 19, 20 -> FailureReason.NO_ANSWER;
                    case 21 -> FailureReason.REJECTED;
                    case 1, 3, 22, 28 -> FailureReason.INVALID_NUMBER;
                    case 8, 29, 50, 52, 53, 54, 55, 57 -> FailureReason.CARRIER_DENIED;
                    case 65, 70, 79, 88 -> FailureReason.MEDIA_NOT_ACCEPTED;
                    case 2, 6, 27, 34, 38, 41, 42, 43, 44, 46, 47, 49, 58, 63, 102, 111 ->
                        FailureReason.CARRIER_UNAVAILABLE;
                    default -> null;
                });
    }

    static FailureReason ofStatus(int status, boolean rang) {
        return switch (status) {
            case 486, 600 -> FailureReason.BUSY;
            case 480 -> FailureReason.NO_ANSWER;
            case 408, 487 -> rang ? FailureReason.NO_ANSWER : FailureReason.CARRIER_UNAVAILABLE;
            case 603, 607, 608 -> FailureReason.REJECTED;
            case 404, 410, 414, 416, 484, 485, 604 -> FailureReason.INVALID_NUMBER;
            case 406, 415, 488, 606 -> FailureReason.MEDIA_NOT_ACCEPTED;
            case 481, 482, 483, 491 -> FailureReason.CARRIER_UNAVAILABLE;
            default -> {
                if (status >= 600) {
                    yield FailureReason.REJECTED;
                }
                yield status >= 500 ? FailureReason.CARRIER_UNAVAILABLE : FailureReason.CARRIER_DENIED;
            }
        };
    }
}
