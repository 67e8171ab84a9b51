/** Campaigns: one agent calls many people, in their hours, a few at a time, each once. */
@NullMarked
package com.osmtalk.server.campaign;

import org.jspecify.annotations.NullMarked;
