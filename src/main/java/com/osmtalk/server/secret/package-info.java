/**
 * Secrets that are made here, the keys among them that never leave this machine, and what is sealed or signed with one.
 */
@NullMarked
package com.osmtalk.server.secret;

import org.jspecify.annotations.NullMarked;
