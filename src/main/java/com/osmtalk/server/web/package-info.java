/** Web voice calls: asked for over HTTP, held on a WebSocket. */
@NullMarked
package com.osmtalk.server.web;

import org.jspecify.annotations.NullMarked;
