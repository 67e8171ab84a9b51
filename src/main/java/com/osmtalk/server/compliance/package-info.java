/**
 * Whom an organisation may call and when: the countries it allows, the calling hours, and the words by which a person
 * on the phone opts out.
 *
 * <p>Hours are those of the place the called number is in. Where a number may be in several time zones, all of them
 * must be within the hours. Must not know: calls, or the do-not-call list. {@code call.DialPolicy} asks all of them in
 * order.
 */
@NullMarked
package com.osmtalk.server.compliance;

import org.jspecify.annotations.NullMarked;
