package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.SipTrunk;
import javax.sip.message.Response;

/** What a trunk's answers to REGISTER and OPTIONS mean, in words for whoever looks why a number can't call. */
final class TrunkAnswers {
    private TrunkAnswers() {}

    /** Of a REGISTER that did not succeed. */
    static Check refusedRegistration(SipTrunk trunk, TrunkReply reply) {
        return refused(trunk, reply, "register");
    }

    /** Of OPTIONS: any answer but a refusal of ourselves shows that the trunk is there. */
    static Check toOptions(SipTrunk trunk, TrunkReply reply) {
        int status = reply.status();
        boolean refusal = reply.response() == null
                || status == Response.UNAUTHORIZED
                || status == Response.PROXY_AUTHENTICATION_REQUIRED
                || status == Response.FORBIDDEN
                || status == Response.REQUEST_TIMEOUT
                || status >= 500 && status != Response.NOT_IMPLEMENTED;
        if (refusal) {
            return refused(trunk, reply, "answer OPTIONS");
        }
        String answer = "The trunk answers OPTIONS with " + status + " after " + reply.millis() + " ms"
                + (status >= 300 ? " (any answer shows that it is there)" : "");
        if (reply.identified()) {
            return Check.ok(Subject.SIGNALLING, answer + ", and knows the user " + trunk.username() + ".")
                    .after(reply.millis());
        }
        return Check.ok(
                        Subject.SIGNALLING,
                        answer
                                + (trunk.password() == null
                                        ? "."
                                        : "; it asks for no password then, so that the first call shows whether ours is"
                                                + " right."))
                .after(reply.millis());
    }

    private static Check refused(SipTrunk trunk, TrunkReply reply, String what) {
        if (reply.response() == null) {
            return Check.wrong(
                            Subject.SIGNALLING,
                            "The trunk does not answer at " + reply.path().target() + ": " + reply.fault() + ".",
                            "Look at the trunk's host, port and transport, and whether a firewall lets SIP out to it"
                                    + " and back.")
                    .after(reply.millis());
        }
        String answer = reply.status() + " " + reply.response().getReasonPhrase();
        return switch (reply.status()) {
            case Response.UNAUTHORIZED, Response.PROXY_AUTHENTICATION_REQUIRED ->
                trunk.password() == null
                        ? Check.wrong(
                                Subject.SIGNALLING,
                                "The trunk asks for a password (" + answer + "), and none is set.",
                                "Give the number its trunk anew with user name and password, or have the vendor allow"
                                        + " this server's address.")
                        : Check.wrong(
                                Subject.SIGNALLING,
                                "The trunk does not take the password of " + user(trunk) + " (" + answer + ").",
                                "Give the number its trunk anew, with the user name and the password that the vendor"
                                        + " shows.");
            case Response.FORBIDDEN ->
                Check.wrong(
                        Subject.SIGNALLING,
                        "The trunk refuses to " + what + " (" + answer + "): it does not know "
                                + (trunk.username() == null ? "this server's address" : user(trunk))
                                + ", or the password is wrong.",
                        "Compare user name and password with the vendor's page, and the addresses that it allows with"
                                + " this server's.");
            case Response.NOT_FOUND ->
                Check.wrong(
                        Subject.SIGNALLING,
                        "The trunk has no user " + trunk.username() + " (" + answer + ").",
                        "Look at the user name, and at the domain (fromDomain) that it belongs to.");
            case Response.METHOD_NOT_ALLOWED, Response.NOT_IMPLEMENTED ->
                Check.wrong(
                        Subject.SIGNALLING,
                        "The trunk does not " + what + " (" + answer + ").",
                        "Switch register off for this trunk: the vendor knows where to send calls from its own"
                                + " settings.");
            default ->
                Check.wrong(
                        Subject.SIGNALLING,
                        "The trunk refuses to " + what + ": " + answer + ".",
                        reply.status() >= 500
                                ? "The fault is the trunk's: try again later, or ask the vendor."
                                : "Compare the trunk's settings with the vendor's page.");
        };
    }

    private static String user(SipTrunk trunk) {
        return "the user " + (trunk.authUser() == null ? trunk.username() : trunk.authUser());
    }
}
