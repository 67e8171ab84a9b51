/** Telephone numbers from elsewhere: found and bought, rented by the month, or brought along. */
@NullMarked
package com.osmtalk.server.telephony;

import org.jspecify.annotations.NullMarked;
