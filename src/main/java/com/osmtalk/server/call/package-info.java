/** The life of a call: asked for, admitted, dialled once, followed, ended, charged, looked up. */
@NullMarked
package com.osmtalk.server.call;

import org.jspecify.annotations.NullMarked;
