package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.McpServer;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.api.AgentTools.TransferToAgent;
import com.osmtalk.api.AgentTools.TransferToHuman;
import com.osmtalk.api.LanguageModel;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.SpeechRecognizer;
import com.osmtalk.api.SpeechVoice;
import com.osmtalk.api.TurnTakingSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An appointment reminder, and changed copies of it. */
public final class TestAgent {
    public static final String GREETING =
            "Hello {{first_name}}, this is Maya, the automated assistant of Riverside Dental. I am calling about "
                    + "your appointment on {{date}}.";
    public static final String PROMPT = """
            You remind patients of their appointments. Be friendly and brief.

            1. Can you make it to your appointment on {{date}}?
            2. Ask whether they have any allergies we should know about.
            3. What time would you like to arrive?
            4. Would you like a text message as a reminder?
            """;

    private String id = "agent_1";
    private String name = "Reminder";
    private String voice = "maya";
    private String greeting = GREETING;
    private String prompt = PROMPT;
    private String language = "en-US";
    private boolean keypad;
    private int maxDurationSeconds = 600;
    private int idleTimeoutSeconds = 15;
    private TurnTakingSettings turnTaking = TurnTakingSettings.DEFAULT;
    private String voicemailMessage = "";
    private int askOwnerSeconds;
    private List<HttpTool> httpTools = List.of();
    private List<McpServer> mcpServers = List.of();
    private TransferSettings transfer;
    private PostCallAnalysis analysis = PostCallAnalysis.DEFAULT;

    public static TestAgent reminder() {
        return new TestAgent();
    }

    public TestAgent greeting(String text) {
        greeting = text;
        return this;
    }

    public TestAgent prompt(String text) {
        prompt = text;
        return this;
    }

    public TestAgent language(String tag) {
        language = tag;
        return this;
    }

    public TestAgent keypad() {
        keypad = true;
        return this;
    }

    public TestAgent maxDurationSeconds(int seconds) {
        maxDurationSeconds = seconds;
        return this;
    }

    public TestAgent idleTimeoutSeconds(int seconds) {
        idleTimeoutSeconds = seconds;
        return this;
    }

    public TestAgent turnTaking(TurnTakingSettings settings) {
        turnTaking = settings;
        return this;
    }

    public TestAgent voicemailMessage(String text) {
        voicemailMessage = text;
        return this;
    }

    public TestAgent asksOwner(int seconds) {
        askOwnerSeconds = seconds;
        return this;
    }

    public TestAgent httpTools(HttpTool... tools) {
        httpTools = List.of(tools);
        return this;
    }

    public TestAgent mcpServers(McpServer... servers) {
        mcpServers = List.of(servers);
        return this;
    }

    public TestAgent called(String agentId, String agentName) {
        id = agentId;
        name = agentName;
        return this;
    }

    public TestAgent speakingAs(String otherVoice) {
        voice = otherVoice;
        return this;
    }

    /** To agents, each by its id and when. */
    public TestAgent handsOverTo(Map<String, String> agents) {
        transfer = new TransferSettings(
                null,
                agents.entrySet().stream()
                        .map(agent -> new TransferToAgent(agent.getKey(), agent.getValue()))
                        .toList());
        return this;
    }

    public TestAgent transfersTo(String number) {
        transfer = new TransferSettings(new TransferToHuman(true, PhoneNumber.of(number), null));
        return this;
    }

    public TestAgent analysis(PostCallAnalysis wanted) {
        analysis = wanted;
        return this;
    }

    public Agent build() {
        return new Agent(
                id,
                name,
                greeting,
                prompt,
                language,
                new LanguageModel("openai", "test-model"),
                new SpeechRecognizer("simulated", "standard"),
                new SpeechVoice("simulated", "standard", voice),
                0.7,
                1024,
                0,
                false,
                keypad,
                maxDurationSeconds,
                idleTimeoutSeconds,
                turnTaking,
                voicemailMessage,
                askOwnerSeconds > 0,
                askOwnerSeconds,
                new AgentTools(httpTools, transfer, mcpServers),
                analysis,
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null);
    }
}
