/** Do not call: the numbers that no route of an organisation may dial. */
@NullMarked
package com.osmtalk.server.dnc;

import org.jspecify.annotations.NullMarked;
