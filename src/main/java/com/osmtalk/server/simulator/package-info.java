/** The simulated telephone network's other side: people who call our numbers. */
@NullMarked
package com.osmtalk.server.simulator;

import org.jspecify.annotations.NullMarked;
