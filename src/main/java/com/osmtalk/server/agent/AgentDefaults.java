package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.LanguageModel;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.SpeechRecognizer;
import com.osmtalk.api.SpeechVoice;
import com.osmtalk.api.TurnTakingSettings;

/**
 * The defaults of an agent's fields. Only the name has none.
 */
public final class AgentDefaults {
    public static final String GREETING = "Hello! How can I help you today?";
    public static final String SYSTEM_PROMPT =
            "You are a friendly assistant on the phone. Keep your answers short, and ask one thing at a time.";
    public static final String LANGUAGE = "en-IN";
    public static final LanguageModel LLM = new LanguageModel("openai", "gpt-4.1-mini");
    public static final SpeechRecognizer STT = new SpeechRecognizer("deepgram", "nova-3");
    public static final SpeechVoice TTS = new SpeechVoice("elevenlabs", "flash-v2.5", "default");
    public static final double TEMPERATURE = 0.7;
    public static final int MAX_TOKENS = 1024;
    public static final double FREQUENCY_PENALTY = 0;
    public static final boolean RECORDING_ENABLED = false;
    public static final boolean KEYPAD_INPUT_ENABLED = false;
    public static final int MAX_DURATION_SECONDS = 600;
    public static final int IDLE_TIMEOUT_SECONDS = 20;

    /** None: the agent hangs up on machines. */
    public static final String VOICEMAIL_MESSAGE = "";

    public static final boolean ASK_OWNER = false;
    public static final int ASK_OWNER_SECONDS = 30;

    static final AgentDraft DRAFT = new AgentDraft(
            null,
            GREETING,
            SYSTEM_PROMPT,
            LANGUAGE,
            LLM,
            STT,
            TTS,
            TEMPERATURE,
            MAX_TOKENS,
            FREQUENCY_PENALTY,
            RECORDING_ENABLED,
            KEYPAD_INPUT_ENABLED,
            MAX_DURATION_SECONDS,
            IDLE_TIMEOUT_SECONDS,
            TurnTakingSettings.DEFAULT,
            VOICEMAIL_MESSAGE,
            ASK_OWNER,
            ASK_OWNER_SECONDS,
            AgentTools.NONE,
            PostCallAnalysis.DEFAULT);

    private AgentDefaults() {}
}
