/** The contract: the records and enums that server and client exchange as JSON. No rules, no I/O. */
@NullMarked
package com.osmtalk.api;

import org.jspecify.annotations.NullMarked;
