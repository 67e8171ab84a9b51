/** The typed client of the osmTalk API. */
@NullMarked
package com.osmtalk.client;

import org.jspecify.annotations.NullMarked;
