package com.osmtalk.mcp.dialling;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.AccountApi;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.guard.DialGuard;
import com.osmtalk.mcp.guard.DialRefusedException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels calls for later that the guard let through and would not let through any more. Settings are read when this
 * program starts, so that is when it looks. The server that dials can't: it knows nothing of settings on somebody's
 * desk.
 */
public final class LaterCallReview {
    private static final Logger LOG = LoggerFactory.getLogger(LaterCallReview.class);

    private final DialGuard guard;
    private final WidgetApi api;
    private final ApiBillingAccount account;

    /** @param principal a fingerprint of the key by which the calls were asked for */
    public LaterCallReview(DialGuard guard, String principal, WidgetApi api, AccountApi account, Clock clock) {
        this.guard = guard;
        this.api = api;
        this.account = new ApiBillingAccount(principal, api, account, clock);
    }

    /**
     * Looks at each, and says in the log which are cancelled.
     *
     * @throws ApiException when the API can't be asked; what was not looked at stays as it is
     * @throws DialRefusedException when the guard's records can't be read
     */
    public void run() {
        for (String first : guard.later(account)) {
            waiting(first).ifPresent(call -> review(first, call));
        }
    }

    private Optional<Call> waiting(String first) {
        try {
            return Optional.of(account.lastAttempt(first)).filter(call -> call.status() == CallStatus.SCHEDULED);
        } catch (ApiException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void review(String first, Call call) {
        PhoneNumber to = PhoneNumber.of(Objects.requireNonNull(call.to()));
        guard.objection(first, to, call.simulated(), Objects.requireNonNull(call.scheduledAt()), account)
                .ifPresent(refusal -> cancel(first, call, refusal));
    }

    private void cancel(String first, Call call, DialRefusedException refusal) {
        try {
            api.cancelCall(call.id(), UUID.randomUUID().toString());
        } catch (ApiException e) {
            if (e.status() == 409) {
                LOG.warn("{} is being dialled already, though the guard forbids it now: {}", call.id(), refusal.code());
                return;
            }
            throw e;
        }
        if (call.id().equals(first)) {
            guard.withdraw(first);
        }
        LOG.warn("{}, scheduled for {}, is cancelled: {}", call.id(), call.scheduledAt(), refusal.getMessage());
    }
}
