package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.brain.CallTask;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.LineContext;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call to be held: between which numbers, and how the agent is to behave.
 *
 * @param ours the agent's number; null: no phone is in this call, so nobody can be put through and no line is charged
 * @param theirs the other side's number; null when it has none, or keeps it to itself
 * @param task what it is for, beside what its agent does on all calls
 * @param recording begins to record the call, where its agent records
 * @param colleagues to whom its agent may hand it over
 * @param rules what holds on this call whatever the agent would do
 */
public record CallPlan(
        String callId,
        @Nullable CarriedNumber ours,
        @Nullable PhoneNumber theirs,
        Agent agent,
        CallTask task,
        Map<String, String> dynamicVariables,
        Supplier<AudioTap> recording,
        Colleagues colleagues,
        CallRules rules) {
    /** A call that is not recorded and follows its agent alone, who has no colleagues. */
    public CallPlan(
            String callId,
            @Nullable CarriedNumber ours,
            @Nullable PhoneNumber theirs,
            Agent agent,
            Map<String, String> dynamicVariables,
            CallRules rules) {
        this(callId, ours, theirs, agent, CallTask.NONE, dynamicVariables, () -> AudioTap.NONE, Colleagues.NONE, rules);
    }

    /** The same with these colleagues of its agent. */
    public CallPlan with(Colleagues others) {
        return new CallPlan(callId, ours, theirs, agent, task, dynamicVariables, recording, others, rules);
    }

    /** What its line needs to know of it. */
    LineContext lineContext() {
        return new LineContext(callId, agent, recording);
    }
}
