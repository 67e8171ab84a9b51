/**
 * The telephone network as a conversation sees it: carriers that dial and bring in calls, and lines that speak and
 * hear.
 *
 * <p>Begin with {@link com.osmtalk.voice.carrier.Carrier}. {@link com.osmtalk.voice.carrier.Carriers} says which one
 * carries the calls of a number of ours; {@link com.osmtalk.voice.carrier.GuardedCarrier} stands before each of them,
 * so that no phone is dialled that no rule has passed. A concrete network is a package below this one, and nothing here
 * knows it.
 *
 * <p>Lines are at the level of text. What turns sound into words and back is a line's own business: the conversation
 * above is the same on a network without sound, on the web and on a telephone.
 */
@NullMarked
package com.osmtalk.voice.carrier;

import org.jspecify.annotations.NullMarked;
