/**
 * Storage of large contents that are written once and then only read, which a database is no place for: recordings.
 * Begin with {@link com.osmtalk.server.store.blob.BlobStorage}. It knows names and bytes, not what they are.
 */
@NullMarked
package com.osmtalk.server.store.blob;

import org.jspecify.annotations.NullMarked;
