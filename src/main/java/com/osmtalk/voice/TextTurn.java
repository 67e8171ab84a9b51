package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says and does in one turn of a conversation that has no line.
 *
 * @param text empty when it says nothing, as when it only puts the person through
 * @param toolLines a transcript's line for each tool that it used
 * @param keys that it presses on the telephone; empty: none
 * @param handedTo the agents to whom the conversation went in this turn, in order
 * @param question to the person behind the conversation; null: none
 */
public record TextTurn(
        String text,
        List<String> toolLines,
        String keys,
        List<Agent> handedTo,
        @Nullable AskOwner question,
        Brain.Next next,
        boolean optedOut,
        Usage usage) {

    /** What one agent said and did before it handed over, and then this. */
    TextTurn after(String words, List<String> tools, String pressed, Agent to, Usage used) {
        List<String> allTools = new ArrayList<>(tools);
        allTools.addAll(toolLines);
        List<Agent> all = new ArrayList<>(List.of(to));
        all.addAll(handedTo);
        return new TextTurn(
                (words + " " + text).strip(),
                List.copyOf(allTools),
                pressed + keys,
                List.copyOf(all),
                question,
                next,
                optedOut,
                used.plus(usage));
    }
}
