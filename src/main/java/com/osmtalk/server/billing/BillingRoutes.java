package com.osmtalk.server.billing;

import com.osmtalk.api.PaymentIntent;
import com.osmtalk.api.PaymentProvider;
import com.osmtalk.api.TopUpRequest;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.identity.ConnectionReach;
import java.util.function.Supplier;

/** {@code /api/billing} and the price table. */
public final class BillingRoutes implements Feature {
    private final Ledger ledger;
    private final Payments payments;
    private final UsageReports usage;
    private final Rates rates;
    private final PaymentProvider provider;

    public BillingRoutes(Ledger ledger, Payments payments, UsageReports usage, Rates rates, RazorpaySettings razorpay) {
        this.ledger = ledger;
        this.payments = payments;
        this.usage = usage;
        this.rates = rates;
        this.provider = razorpay.provider();
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/billing/balance",
                Access.ACCOUNT,
                request -> Response.ok(ledger.balances(request.organizationId())));
        router.get("/api/billing/provider", Access.ACCOUNT, request -> Response.ok(provider));
        router.post("/api/billing/calculate-fees", Access.ACCOUNT, request -> {
            TopUpRequest topUp = request.body(TopUpRequest.class);
            return () -> Response.ok(TopUpFees.of(topUp.amount()));
        });
        router.post("/api/billing/create-payment-intent", Access.ACCOUNT_OWNER, request -> {
            TopUpRequest topUp = request.body(TopUpRequest.class);
            Supplier<PaymentIntent> order = payments.prepare(request.organizationId(), topUp.amount());
            return () -> Response.created(order.get());
        });
        router.get("/api/billing/transactions", Access.ACCOUNT, request -> {
            ConnectionReach.requireWhole(request.principal(), "the transactions");
            Query query = request.query();
            TransactionQuery wanted = new TransactionQuery(
                    query.choice("kind", TransactionKind.class).orElse(null),
                    query.time("from").orElse(null),
                    query.time("to").orElse(null));
            return Response.ok(ledger.transactions(request.organizationId(), wanted, query.page()));
        });
        router.get(
                "/api/billing/usage",
                Access.ACCOUNT,
                request -> Response.ok(usage.over(
                        request.reach(),
                        request.query().time("from"),
                        request.query().time("to"))));
        router.get("/api/platform/rates", Access.ACCOUNT, request -> Response.ok(rates.table()));
    }
}
