/**
 * Collects all that is wrong with what a feature was sent, to refuse it in one answer instead of one error at a time.
 */
@NullMarked
package com.osmtalk.server.validation;

import org.jspecify.annotations.NullMarked;
