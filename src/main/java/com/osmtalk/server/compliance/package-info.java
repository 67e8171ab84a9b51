/** What an organisation has decided, or must obey, about whom it calls and when. */
@NullMarked
package com.osmtalk.server.compliance;

import org.jspecify.annotations.NullMarked;
