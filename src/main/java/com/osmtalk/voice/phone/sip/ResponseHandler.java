package com.osmtalk.voice.phone.sip;

import javax.sip.Dialog;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** What comes of one request. Told from threads of the stack, or of its timers: it must not wait. */
interface ResponseHandler {
    /** @param dialog that the response belongs to; null: none */
    void response(Response response, @Nullable Dialog dialog);

    /** No final response has come in time, or the request could not be sent again. */
    void timeout();
}
