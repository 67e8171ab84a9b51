package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import gov.nist.javax.sip.stack.HopImpl;
import java.net.InetAddress;
import javax.sip.address.Hop;

/** The way to a trunk that a call has taken: one of its addresses. */
record Path(SipTrunk trunk, Target target) {
    Transport transport() {
        return target.transport();
    }

    InetAddress peer() {
        return target.address().getAddress();
    }

    /** For the stack. */
    Hop hop() {
        return new HopImpl(SipNode.literal(peer()), target.address().getPort(), SipNode.name(transport()));
    }

    @Override
    public String toString() {
        return trunk.host() + ", " + target;
    }
}
