package com.osmtalk.server.billing;

import com.osmtalk.api.Money;
import com.osmtalk.server.store.Ids;

/** Orders that no payment provider knows, for trying things out: an event signed by hand pays them. */
final class LocalOrders implements PaymentOrders {
    @Override
    public String keyId() {
        return "local";
    }

    @Override
    public String create(Money amount, String organizationId) {
        return Ids.next("order_local");
    }

    @Override
    public void close() {
        // holds nothing
    }
}
