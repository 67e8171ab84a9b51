/**
 * Calls with programs of others: kamailio as the provider, baresip as the telephone, flite as the voice of the person
 * called, pocketsphinx as the recogniser. They show what our own test phone can't: that the program is understood by
 * software whose authors have not read it, and that a person would have heard the agent's words.
 *
 * <p>{@code .ci/phone} installs the programs and runs the classes named {@code …IT}; {@code ./mvnw verify} does not.
 */
@NullMarked
package com.osmtalk.foreign;

import org.jspecify.annotations.NullMarked;
