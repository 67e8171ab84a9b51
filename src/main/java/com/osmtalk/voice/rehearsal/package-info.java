/**
 * A language model on the other side of the table, when an agent is tried out: it plays the person on the phone, and
 * judges what words alone can't decide. Begin with {@link com.osmtalk.voice.rehearsal.ModelRehearsal}. The agent itself
 * is a {@link com.osmtalk.voice.brain.Brain} as on any call and knows nothing of this.
 */
@NullMarked
package com.osmtalk.voice.rehearsal;

import org.jspecify.annotations.NullMarked;
