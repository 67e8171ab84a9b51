package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * A number and how its calls are carried.
 *
 * @param sip as it was given, without its password; absent: it has no trunk
 * @param passwordSet whether a password is stored with the trunk; absent: it has no trunk
 */
public record NumberWithTrunk(
        OwnedNumber number,
        @Nullable SipTrunk sip,
        @Nullable Boolean passwordSet) {}
