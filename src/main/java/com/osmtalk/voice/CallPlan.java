package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.PhoneNumber;
import java.util.Map;

/** One phone call to be made: who calls whom, and how the agent is to behave. */
public record CallPlan(
        String callId, PhoneNumber from, PhoneNumber to, Agent agent, Map<String, String> dynamicVariables) {}
