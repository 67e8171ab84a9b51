package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk;
import javax.sip.message.Response;

/**
 * What a trunk means that denies a call: who we are, or what we want. Both are {@code carrier_denied}, and are mended
 * in different places.
 */
final class Denials {
    private Denials() {}

    /**
     * In a sentence, without any words of the trunk.
     *
     * @param identified whether it was given the user name and the password before
     */
    static String sentence(int status, SipTrunk trunk, boolean identified) {
        if (status < 400) {
            return "The trunk redirected the call to somebody else (" + status + "), which is not followed.";
        }
        String user = trunk.authUser() == null ? trunk.username() : trunk.authUser();
        return switch (status) {
            case Response.UNAUTHORIZED, Response.PROXY_AUTHENTICATION_REQUIRED ->
                trunk.password() == null || user == null
                        ? "The trunk asks for a user name and a password (" + status + "), and none is set."
                        : identified
                                ? "The trunk does not take the user name " + user + " with the password that is set ("
                                        + status + ")."
                                : "The trunk asks for a kind of proof that this server can't give (" + status
                                        + "): digest with MD5 or SHA-256 is what it can.";
            case Response.FORBIDDEN ->
                identified
                        ? "The trunk refused the call (403) after it had the user name and the password: most often it"
                                + " does not allow this destination, or this number as the caller; some trunks say so"
                                + " of a wrong password."
                        : "The trunk refused the call (403) and asked for no password: it does not allow this"
                                + " destination, this number as the caller, or calls from this server's address.";
            default -> "The trunk refused the call (" + status + ").";
        };
    }
}
