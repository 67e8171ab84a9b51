/** Agents and their versions: what they are allowed to be, and where they are kept. */
@NullMarked
package com.osmtalk.server.agent;

import org.jspecify.annotations.NullMarked;
