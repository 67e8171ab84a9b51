package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Balance;
import com.osmtalk.api.Fees;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PaymentIntent;
import com.osmtalk.api.PaymentProvider;
import com.osmtalk.api.PlatformRates;
import com.osmtalk.api.TopUpRequest;
import com.osmtalk.api.Transaction;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.api.UsageReport;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The organisation's money: what it has, what it spent and how to get more. */
public final class BillingApi {
    private static final String BILLING = "/api/billing";

    private final ApiTransport transport;

    BillingApi(ApiTransport transport) {
        this.transport = transport;
    }

    public Balance balance() {
        return transport.get(BILLING + "/balance", Map.of(), new TypeReference<>() {});
    }

    /** Whether credits can be bought here, before an order is made. */
    public PaymentProvider provider() {
        return transport.get(BILLING + "/provider", Map.of(), new TypeReference<>() {});
    }

    /** What buying credits costs; changes nothing. */
    public Fees calculateFees(TopUpRequest topUp) {
        return transport.post(BILLING + "/calculate-fees", topUp, null, new TypeReference<>() {});
    }

    /**
     * Makes an order to be paid at Razorpay's checkout.
     *
     * @param idempotencyKey the same key again answers with the first order; null: the request is sent once
     */
    public PaymentIntent createPaymentIntent(TopUpRequest topUp, @Nullable String idempotencyKey) {
        return transport.post(BILLING + "/create-payment-intent", topUp, idempotencyKey, new TypeReference<>() {});
    }

    /** Every change of the balances, the newest first. */
    public Page<Transaction> transactions(TransactionQuery query, PageRequest page) {
        return transport.get(BILLING + "/transactions", QueryString.of(query, page), new TypeReference<>() {});
    }

    /**
     * What was used and spent.
     *
     * @param from inclusive; null: 30 days are shown
     * @param to exclusive; null: now
     */
    public UsageReport usage(@Nullable Instant from, @Nullable Instant to) {
        return transport.get(BILLING + "/usage", QueryString.period(from, to), new TypeReference<>() {});
    }

    /** The price table. */
    public PlatformRates rates() {
        return transport.get("/api/platform/rates", Map.of(), new TypeReference<>() {});
    }
}
