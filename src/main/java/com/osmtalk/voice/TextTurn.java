package com.osmtalk.voice;

import com.osmtalk.api.Usage;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says and does in one turn of a conversation that has no line.
 *
 * @param text empty when it says nothing, as when it only puts the person through
 * @param toolLines a transcript's line for each tool that it used
 * @param keys that it presses on the telephone; empty: none
 * @param question to the person behind the conversation; null: none
 */
public record TextTurn(
        String text,
        List<String> toolLines,
        String keys,
        @Nullable AskOwner question,
        Brain.Next next,
        boolean optedOut,
        Usage usage) {}
