/**
 * {@code /api/simulator}: has people of the simulated telephone network call our numbers, so that a program can be
 * tried with calls that come in. It is there only where the server was started with it. Begin with {@link
 * com.osmtalk.server.simulator.SimulatedCallers}; the people themselves are in {@code voice.carrier.simulated}.
 */
@NullMarked
package com.osmtalk.server.simulator;

import org.jspecify.annotations.NullMarked;
