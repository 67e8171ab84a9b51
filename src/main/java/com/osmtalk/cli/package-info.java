/** The command line. */
@NullMarked
package com.osmtalk.cli;

import org.jspecify.annotations.NullMarked;
