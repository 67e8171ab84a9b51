/** Holds answers and records against openapi.yaml. */
@NullMarked
package com.osmtalk.contract;

import org.jspecify.annotations.NullMarked;
