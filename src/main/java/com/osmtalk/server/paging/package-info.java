/** Lists in pages: where a page begins, and what its cursor says. */
@NullMarked
package com.osmtalk.server.paging;

import org.jspecify.annotations.NullMarked;
