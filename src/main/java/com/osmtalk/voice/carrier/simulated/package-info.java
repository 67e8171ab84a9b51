/**
 * A public telephone network inside the process, with people and a machine on its other end who answer from a script.
 * It rings nobody's phone, needs no account and no sound, and may run many times as fast as life.
 *
 * <p>Begin with {@link com.osmtalk.voice.carrier.simulated.SimulatedCarrier}, whose table says what each number does.
 * It knows neither agents nor what the program does with a call; only {@code server} and tests make one.
 */
@NullMarked
package com.osmtalk.voice.carrier.simulated;

import org.jspecify.annotations.NullMarked;
