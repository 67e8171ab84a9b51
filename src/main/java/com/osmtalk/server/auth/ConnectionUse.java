package com.osmtalk.server.auth;

import com.osmtalk.api.Money;

/** What assistants use up: known where calls are. */
@FunctionalInterface
public interface ConnectionUse {
    /** What a connection has used of its limits in the organisation's day. */
    Used today(String organizationId, String connectionId);

    /**
     * @param calls that were asked for, with those that nobody answered
     * @param spent with what calls that are not charged yet have reserved
     */
    record Used(int calls, Money spent) {
        public static final Used NOTHING = new Used(0, Money.ZERO);
    }
}
