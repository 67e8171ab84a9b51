package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.AvailableNumber;
import com.osmtalk.api.NumberHealth;
import com.osmtalk.api.NumberProvision;
import com.osmtalk.api.NumberPurchase;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.NumberWithTrunk;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.SipTrunk;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Getting telephone numbers. An idempotency key may be absent: the request is then sent once. */
public final class TelephonyApi {
    private static final String NUMBERS = "/api/telephony/numbers";

    private final ApiTransport transport;

    TelephonyApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** Numbers that can be bought now. */
    public List<AvailableNumber> search(NumberSearch search) {
        Page<AvailableNumber> found =
                transport.get(NUMBERS + "/search", QueryString.of(search), new TypeReference<>() {});
        return found.data();
    }

    /**
     * Buys a number with credits; 402 when they do not cover it, 409 when somebody was faster.
     *
     * @param idempotencyKey the same key again answers with the first purchase and charges nothing
     */
    public OwnedNumber buy(NumberPurchase purchase, @Nullable String idempotencyKey) {
        return transport.post(NUMBERS + "/buy", purchase, idempotencyKey, new TypeReference<>() {});
    }

    /** Attaches a number that was bought elsewhere; 409 when somebody holds it. */
    public OwnedNumber provision(NumberProvision provision, @Nullable String idempotencyKey) {
        return transport.post(NUMBERS + "/provision", provision, idempotencyKey, new TypeReference<>() {});
    }

    /**
     * Gives a number another trunk; 409 for one of the simulated network. What it leaves out is at its default; the
     * password stays when it is left out, as long as the user and where it is sent are the same.
     */
    public OwnedNumber changeTrunk(String numberId, SipTrunk trunk) {
        return transport.put(NUMBERS + "/" + QueryString.segment(numberId) + "/trunk", trunk, new TypeReference<>() {});
    }

    /** A number and its trunk as it was given, without the password. */
    public NumberWithTrunk get(String numberId) {
        return transport.get(NUMBERS + "/" + QueryString.segment(numberId), Map.of(), new TypeReference<>() {});
    }

    /** Looks now whether calls can be made from a number and taken on it, which takes some seconds. */
    public NumberHealth health(String numberId) {
        return transport.get(
                NUMBERS + "/" + QueryString.segment(numberId) + "/status", Map.of(), new TypeReference<>() {});
    }

    /** All numbers that are held, the newest first. */
    public Page<OwnedNumber> owned(PageRequest page) {
        return transport.get(NUMBERS + "/owned", QueryString.of(page), new TypeReference<>() {});
    }
}
