/**
 * Whether somebody asks for a machine or a person, and whether an agent claims to be one. Begin with {@link
 * com.osmtalk.voice.brain.honesty.RobotQuestion}.
 *
 * <p>The question is found generously: who is told once more than needed that an AI speaks has lost a second, who is
 * not told has been deceived. The claim is found narrowly, since what is found is not said.
 */
@NullMarked
package com.osmtalk.voice.brain.honesty;

import org.jspecify.annotations.NullMarked;
