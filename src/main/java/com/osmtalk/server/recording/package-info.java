/**
 * Recordings of calls: taken down while they last, finished after their end, listened to through signed links, deleted
 * when they are old. Begin with {@link com.osmtalk.server.recording.Recordings}.
 *
 * <p>It follows calls as an observer, and a call's answer asks it for links through an interface of calls: calls know
 * nothing of recordings. It does not know where sound comes from (a browser, a telephone) or where finished recordings
 * are kept ({@link com.osmtalk.server.store.blob.BlobStorage}).
 */
@NullMarked
package com.osmtalk.server.recording;

import org.jspecify.annotations.NullMarked;
