package com.osmtalk.voice.phone.sip;

import gov.nist.javax.sip.DialogTimeoutEvent;
import javax.sip.RequestEvent;

/** Whose dialog it is. Told from threads of the stack, so it must not wait. */
interface DialogOwner {
    /** A request of the far end in the dialog. */
    void received(RequestEvent event);

    /** The stack has waited too long for something in the dialog. */
    void dialogTimeout(DialogTimeoutEvent.Reason reason);
}
