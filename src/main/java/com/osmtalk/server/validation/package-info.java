/** How a feature tells all that is wrong with what it was sent, in one answer. */
@NullMarked
package com.osmtalk.server.validation;

import org.jspecify.annotations.NullMarked;
