package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;

/** How telephone numbers are written to a trunk. */
final class TrunkUris {
    private TrunkUris() {}

    /** The user part: with or without a plus, as the trunk wants it. */
    static String user(SipTrunk trunk, PhoneNumber number) {
        boolean plus = trunk.plus() == null || trunk.plus();
        return plus ? number.e164() : number.e164().substring(1);
    }

    /** Somebody who is reached through the trunk. */
    static String of(SipTrunk trunk, PhoneNumber number) {
        return "sip:" + user(trunk, number) + "@" + trunk.host() + (trunk.port() == null ? "" : ":" + trunk.port());
    }
}
