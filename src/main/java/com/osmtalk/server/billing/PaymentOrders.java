package com.osmtalk.server.billing;

import com.osmtalk.api.Money;
import com.osmtalk.server.problem.Problem;

/**
 * Creates orders that customers can pay: at the payment provider, or on this server only, for tests.
 */
public interface PaymentOrders extends AutoCloseable {
    /** The public half of the merchant's key, which the checkout needs. */
    String keyId();

    /**
     * Makes an order.
     *
     * @return its id
     * @throws Problem UPSTREAM_FAILED {@code payment_provider_unavailable} when it is not certain that one was made
     */
    String create(Money amount, String organizationId);

    @Override
    void close();
}
