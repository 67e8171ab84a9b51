/** The bundled osmTalk server: the whole platform on one machine. */
@NullMarked
package com.osmtalk.server;

import org.jspecify.annotations.NullMarked;
