/** Figures over calls: how an organisation, or one agent of it, has been doing. */
@NullMarked
package com.osmtalk.server.dashboard;

import org.jspecify.annotations.NullMarked;
