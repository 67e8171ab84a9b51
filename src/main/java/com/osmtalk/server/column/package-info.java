/** What a column holds of a value that SQL has no type for; the same in every table. */
@NullMarked
package com.osmtalk.server.column;

import org.jspecify.annotations.NullMarked;
