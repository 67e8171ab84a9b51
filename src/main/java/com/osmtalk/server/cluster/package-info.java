/**
 * What servers on one database have to know of each other: who they are ({@link
 * com.osmtalk.server.cluster.ClusterMembers}), which of them holds a live call and how a command reaches it ({@link
 * com.osmtalk.server.cluster.LiveCalls}), what has changed ({@link com.osmtalk.server.cluster.ChangeFeed}) and the
 * keys that all of them seal and sign with ({@link com.osmtalk.server.cluster.SharedKeys}).
 *
 * <p>Each of the last three is a port: an interface, with an implementation for one server that needs nothing but
 * its own memory and disk; of live calls there is one for several servers too. Only {@code ServerWiring} names an
 * implementation, and a second one joins the contract test of its port. The fourth port, the storage of
 * recordings, is {@link com.osmtalk.server.store.blob.BlobStorage}.
 *
 * <p>This package knows no feature: it carries ids and bytes, and does not look into what they belong to.
 */
@NullMarked
package com.osmtalk.server.cluster;

import org.jspecify.annotations.NullMarked;
