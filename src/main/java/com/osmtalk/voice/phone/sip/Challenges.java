package com.osmtalk.voice.phone.sip;

import com.osmtalk.voice.phone.sip.DigestCredentials.Authorization;
import com.osmtalk.voice.phone.sip.DigestCredentials.Challenger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** The digest challenges to one request and its repetitions; by one thread at a time. */
final class Challenges {
    private final DigestCredentials.@Nullable Exchange exchange;
    private @Nullable Request sent;

    /** @param credentials null: the trunk has none, and no challenge can be answered */
    Challenges(@Nullable DigestCredentials credentials) {
        this.exchange = credentials == null ? null : credentials.exchange();
    }

    /** Which request the next challenge will be for. */
    void sent(Request request) {
        sent = request;
    }

    /** What the request is to be repeated with; empty: there is no challenge, or none that can be answered. */
    List<Authorization> answer(Response response) {
        int status = response.getStatusCode();
        boolean proxy = status == Response.PROXY_AUTHENTICATION_REQUIRED;
        if (exchange == null || sent == null || (!proxy && status != Response.UNAUTHORIZED)) {
            return List.of();
        }
        List<String> asked = new ArrayList<>();
        String name = proxy ? ProxyAuthenticateHeader.NAME : WWWAuthenticateHeader.NAME;
        for (Iterator<?> headers = response.getHeaders(name); headers.hasNext(); ) {
            asked.add(SipMessages.valueOf((Header) headers.next()));
        }
        return exchange.answer(
                proxy ? Challenger.PROXY : Challenger.SERVER,
                asked,
                sent.getMethod(),
                sent.getRequestURI().toString(),
                SipMessages.body(sent).orElse(""));
    }
}
