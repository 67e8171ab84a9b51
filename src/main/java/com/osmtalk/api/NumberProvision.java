package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/telephony/numbers/provision}: a number that was bought elsewhere.
 *
 * @param provider who carries its calls
 * @param sip the trunk it is reached over
 */
public record NumberProvision(
        PhoneNumber phoneNumber,
        NumberProvider provider,
        @Nullable SipTrunk sip) {}
