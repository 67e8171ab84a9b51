package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.phone.sip.KnownTrunks.Entry;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;

/**
 * Which of a trunk's numbers an INVITE is for, and who calls. Trunks write numbers with a plus or without, with an
 * international prefix or none, and some ring the user that has registered, with the number in {@code To} alone.
 */
final class CalledNumber {
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+");
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern ASSERTED = Pattern.compile("(?:sips?|tel):([^@;>\\s]+)", Pattern.CASE_INSENSITIVE);
    /** So much of a number that is written as in its own country has to be there. */
    private static final int NATIONAL_DIGITS = 6;

    private CalledNumber() {}

    /** @param candidates the numbers of the trunk that it comes from */
    static Optional<Entry> find(Request invite, List<Entry> candidates) {
        String named = user(invite.getRequestURI());
        Optional<Entry> found = byNumber(named, candidates);
        if (found.isPresent()) {
            return found;
        }
        // one that has registered is rung by the name it has registered with
        List<Entry> registered = candidates.stream()
                .filter(entry -> named.equals(entry.trunk().username()))
                .toList();
        String to =
                user(((ToHeader) invite.getHeader(ToHeader.NAME)).getAddress().getURI());
        Optional<Entry> addressed = byNumber(to, registered);
        return addressed.isPresent() || registered.size() != 1 ? addressed : Optional.of(registered.get(0));
    }

    private static Optional<Entry> byNumber(String user, List<Entry> candidates) {
        String digits =
                LEADING_ZEROS.matcher(NOT_DIGITS.matcher(user).replaceAll("")).replaceAll("");
        if (digits.isEmpty() || user.chars().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        List<Entry> exact = candidates.stream()
                .filter(entry -> entry.number().e164().substring(1).equals(digits))
                .toList();
        if (!exact.isEmpty()) {
            return Optional.of(exact.get(0));
        }
        List<Entry> national = candidates.stream()
                .filter(entry -> digits.length() >= NATIONAL_DIGITS
                        && entry.number().e164().endsWith(digits))
                .toList();
        return national.size() == 1 ? Optional.of(national.get(0)) : Optional.empty();
    }

    /** Who calls, as the trunk vouches for it (RFC 3325), or as the caller says; empty when that is no number. */
    static Optional<PhoneNumber> caller(Request invite) {
        Optional<PhoneNumber> asserted = SipMessages.value(invite, "P-Asserted-Identity")
                .flatMap(value -> {
                    Matcher uri = ASSERTED.matcher(value);
                    return uri.find() ? number(uri.group(1)) : Optional.empty();
                });
        return asserted.isPresent()
                ? asserted
                : number(user(((FromHeader) invite.getHeader(FromHeader.NAME))
                        .getAddress()
                        .getURI()));
    }

    private static Optional<PhoneNumber> number(String user) {
        if (user.chars().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        String digits = NOT_DIGITS.matcher(user).replaceAll("");
        String e164 = "+" + (digits.startsWith("00") ? digits.substring(2) : digits);
        boolean complete = user.startsWith("+") || digits.startsWith("00") || digits.length() >= 10;
        return complete && E164.matcher(e164).matches() ? Optional.of(PhoneNumber.of(e164)) : Optional.empty();
    }

    /** The user part of the URI that was called. */
    static String user(Request invite) {
        return user(invite.getRequestURI());
    }

    private static String user(URI uri) {
        if (uri instanceof SipURI sip) {
            return sip.getUser() == null ? "" : sip.getUser();
        }
        return uri instanceof TelURL tel ? (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber() : "";
    }
}
