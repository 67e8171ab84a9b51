/**
 * Where telephone numbers come from and how their calls are carried: an inventory to buy from, the monthly rent of what
 * was bought, and the SIP trunks of numbers that were bought elsewhere.
 *
 * <p>Begin with {@link com.osmtalk.server.telephony.Telephony}, which gets numbers, and {@link
 * com.osmtalk.server.telephony.Trunks}, which tells carriers what they need to know of one. Holding a number is {@code
 * server.number}'s business; this package adds to it and must not know calls, which depend on it.
 */
@NullMarked
package com.osmtalk.server.telephony;

import org.jspecify.annotations.NullMarked;
