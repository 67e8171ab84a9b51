package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.api.AgentTools.TransferToHuman;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import java.util.List;

/** The agent a new server starts with: it reminds people of an appointment. */
public final class DemoAgent {
    /** In the range reserved for fiction. */
    private static final PhoneNumber FRONT_DESK = PhoneNumber.of("+12025550188");

    private static final String GREETING =
            "Hello {{first_name}}, this is the assistant of the clinic, calling about your appointment on {{day}}.";

    private static final String SYSTEM_PROMPT = """
            You are the assistant of a clinic. You call {{first_name}} about the appointment on {{day}}.
            Be friendly and brief, and ask one question at a time, in this order:
            1. Can you come to your appointment on {{day}}?
            2. Would you like a reminder by text message the day before?
            3. Do you have any questions about your visit?
            If {{first_name}} cannot come, offer to call back later to find another day.
            If {{first_name}} asks for a person, hand the call over to the front desk.
            When all is answered, thank {{first_name}} and say goodbye.
            """;

    private static final PostCallAnalysis ANALYSIS = new PostCallAnalysis(
            true,
            List.of(
                    field("appointment_confirmed", FieldType.BOOLEAN, "Whether the person said they will come."),
                    field("reminder_wanted", FieldType.BOOLEAN, "Whether the person wants a reminder by text message."),
                    new Field(
                            "next_action",
                            FieldType.ENUM,
                            List.of("none", "callback_later"),
                            "callback_later when the person asked to be called again.",
                            true)),
            null,
            true,
            true,
            true,
            "The person said whether they will come.",
            null);

    private DemoAgent() {}

    public static AgentDraft draft() {
        return new AgentDraft(
                "Appointment reminder",
                GREETING,
                SYSTEM_PROMPT,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                new AgentTools(
                        List.of(),
                        new TransferSettings(new TransferToHuman(
                                true, FRONT_DESK, "The person asks to speak with a human or with the front desk."))),
                ANALYSIS);
    }

    private static Field field(String name, FieldType type, String description) {
        return new Field(name, type, null, description, false);
    }
}
