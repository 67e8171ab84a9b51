/** What an API key may do: the same things as a signed-in person, less than a person sees. */
@NullMarked
package com.osmtalk.server.widget;

import org.jspecify.annotations.NullMarked;
