/** Money: what calls cost, and the ledger that says what is left. */
@NullMarked
package com.osmtalk.server.billing;

import org.jspecify.annotations.NullMarked;
