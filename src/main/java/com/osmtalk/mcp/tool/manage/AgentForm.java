package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.api.AgentTools.TransferToHuman;
import com.osmtalk.api.LanguageModel;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import com.osmtalk.api.Pronunciation;
import com.osmtalk.api.SpeechRecognizer;
import com.osmtalk.api.SpeechVoice;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model can set of an agent: the arguments, and the draft they make. HTTP tools, whose headers hold secrets, are
 * left to people.
 */
final class AgentForm {
    private static final PostCallAnalysis USUAL = PostCallAnalysis.DEFAULT;

    private static final Pattern FIELD_NAME = Pattern.compile("^[A-Za-z0-9_.-]{1,64}$");
    private static final Pattern WORD = Pattern.compile("^.{1,100}$");
    private static final Pattern FIELD =
            Pattern.compile("(?s)(?:(?<type>string|number|integer|boolean|date)|enum\\((?<values>[^()]+)\\))"
                    + "(?:\\s*:\\s*(?<meaning>.*))?");

    private AgentForm() {}

    /** All arguments but the name and the agent to change. */
    static ObjectSchema fields() {
        return ObjectSchema.part()
                .optional(
                        "greeting",
                        Schema.string("First words; {{name}}: a variable.", 1, 2000)
                                .example("Hello {{name}}"))
                .optional(
                        "system_prompt",
                        Schema.string("What it does and asks.", 1, 32_000).example("Ask for a day."))
                .optional("language", Schema.string("BCP 47 tag.", 2, 35).example("en-IN"))
                .optional(
                        "model",
                        Schema.string("provider/model.")
                                .pattern("^[^/]+/.+$", "a provider, a slash and a model")
                                .example("openai/gpt-4.1-mini"))
                .optional(
                        "voice",
                        Schema.string("provider/model/voice.")
                                .pattern("^[^/]+/.+/[^/]+$", "provider, model and voice with slashes")
                                .example("openai/tts-1/alloy"))
                .optional(
                        "max_duration_seconds",
                        Schema.integer("Longest call.", 10, 7200).example(600))
                .optional(
                        "voicemail_message",
                        Schema.string("For answering machines.", 0, 2000).example("Call us."))
                .optional("recording", Schema.bool("Record calls.").example(false))
                .optional("ask_owner", Schema.bool("May ask you in a call.").example(true))
                .optional("transfer_to", SharedArguments.phoneNumber("Transfers calls there."))
                .optional(
                        "transfer_when",
                        Schema.string("When to transfer.", 1, 2000).example("On request."))
                .optional(
                        "success_criteria",
                        Schema.string("When it succeeded.", 1, 8000).example("It suits."))
                .optional("analysis_fields", analysisFields());
    }

    /** Words that callers say. */
    static ObjectSchema keywords() {
        return ObjectSchema.part()
                .optional(
                        "keywords",
                        Schema.list("Names callers say.", Schema.string(null, 1, 100), 0, 100)
                                .example(List.of("Vobiz")));
    }

    /** The words of an agent that is there. */
    static ObjectSchema vocabulary() {
        return keywords()
                .optional(
                        "pronunciations",
                        Schema.stringMap("How words sound.", WORD, "1 to 100 characters", 100, 200)
                                .example(Map.of("Vobiz", "voh biz")));
    }

    private static Schema analysisFields() {
        return Schema.stringMap(
                        "What to extract; replaces all. By name: string, number, boolean or enum(a|b), a colon, the"
                                + " meaning.",
                        FIELD_NAME,
                        "1 to 64 letters, digits, _ - and .",
                        64,
                        2000)
                .example(Map.of("confirmed", "boolean: it suits"));
    }

    /** @param now the agent that is changed; null for a new one */
    static AgentDraft draft(Arguments arguments, @Nullable Agent now) {
        return new AgentDraft(
                arguments.optionalString("name").orElse(null),
                arguments.optionalString("greeting").orElse(null),
                arguments.optionalString("system_prompt").orElse(null),
                arguments.optionalString("language").orElse(null),
                arguments.optionalString("model").map(AgentForm::model).orElse(null),
                recognizer(arguments, now),
                voice(arguments, now),
                null,
                null,
                null,
                arguments.bool("recording").orElse(null),
                null,
                arguments.integer("max_duration_seconds").orElse(null),
                null,
                null,
                arguments.optionalString("voicemail_message").orElse(null),
                arguments.bool("ask_owner").orElse(null),
                null,
                tools(arguments, now == null ? AgentTools.NONE : now.tools()),
                analysis(arguments, now == null ? USUAL : now.postCallAnalysis()));
    }

    private static LanguageModel model(String text) {
        int slash = text.indexOf('/');
        return new LanguageModel(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The API replaces what recognises speech as a whole. */
    private static @Nullable SpeechRecognizer recognizer(Arguments arguments, @Nullable Agent now) {
        return now == null || !arguments.has("keywords")
                ? null
                : new SpeechRecognizer(
                        now.stt().provider(),
                        now.stt().model(),
                        arguments.strings("keywords"),
                        now.stt().further());
    }

    private static @Nullable SpeechVoice voice(Arguments arguments, @Nullable Agent now) {
        SpeechVoice named =
                arguments.optionalString("voice").map(text -> voice(text, now)).orElse(null);
        if (now == null || !arguments.has("pronunciations")) {
            return named;
        }
        SpeechVoice base = named == null ? now.tts() : named;
        List<Pronunciation> said = arguments.stringMap("pronunciations").entrySet().stream()
                .map(word -> new Pronunciation(word.getKey(), word.getValue(), null))
                .toList();
        return new SpeechVoice(base.provider(), base.model(), base.voice(), said, base.further());
    }

    /** How words are pronounced stays as it is: it is a matter of the agent's words, not of the voice. */
    private static SpeechVoice voice(String text, @Nullable Agent now) {
        int first = text.indexOf('/');
        int last = text.lastIndexOf('/');
        return new SpeechVoice(
                text.substring(0, first),
                text.substring(first + 1, last),
                text.substring(last + 1),
                now == null ? null : now.tts().pronunciations(),
                now == null ? null : now.tts().further());
    }

    /**
     * The API replaces all tools of an agent at once, so those that the arguments do not name are sent back as they
     * are.
     */
    private static @Nullable AgentTools tools(Arguments arguments, AgentTools now) {
        Optional<PhoneNumber> to = arguments.phoneNumber("transfer_to");
        Optional<String> when = arguments.optionalString("transfer_when");
        if (to.isEmpty() && when.isEmpty()) {
            return null;
        }
        TransferToHuman before = transfer(now);
        return new AgentTools(
                now.httpTools(),
                new TransferSettings(
                        new TransferToHuman(
                                true,
                                to.orElse(before == null ? null : before.destinationNumber()),
                                when.orElse(before == null ? null : before.triggerDescription()),
                                before == null ? null : before.further()),
                        now.transferSettings() == null
                                ? null
                                : now.transferSettings().transferToAgents(),
                        now.transferSettings() == null
                                ? null
                                : now.transferSettings().further()),
                now.mcpServers(),
                now.further());
    }

    static @Nullable TransferToHuman transfer(AgentTools tools) {
        return tools.transferSettings() == null
                ? null
                : tools.transferSettings().transferToHuman();
    }

    private static @Nullable PostCallAnalysis analysis(Arguments arguments, PostCallAnalysis now) {
        Optional<String> success = arguments.optionalString("success_criteria");
        Map<String, String> fields = arguments.stringMap("analysis_fields");
        if (success.isEmpty() && fields.isEmpty()) {
            return null;
        }
        return new PostCallAnalysis(
                true,
                fields.isEmpty()
                        ? now.schema()
                        : fields.entrySet().stream()
                                .map(field -> field(field.getKey(), field.getValue()))
                                .toList(),
                now.summaryPrompt(),
                now.enableSummary(),
                now.enableSentiment(),
                now.enableSuccessEvaluation(),
                success.orElse(now.successCriteria()),
                now.analyzerModel(),
                now.further());
    }

    private static Field field(String name, String text) {
        Matcher field = FIELD.matcher(text);
        if (!field.matches()) {
            throw new ToolException(ToolProblem.argument(
                    "analysis_fields",
                    "`analysis_fields` must have a type and a meaning as the value of " + name
                            + ", like `boolean: they will come` or `enum(yes|no): the answer`.",
                    "Nothing was done. Correct it and call again."));
        }
        boolean choice = field.group("values") != null;
        return new Field(
                name,
                choice ? FieldType.ENUM : FieldType.valueOf(field.group("type").toUpperCase(Locale.ROOT)),
                choice ? List.of(field.group("values").split("\\s*\\|\\s*")) : null,
                field.group("meaning"),
                null);
    }

    /** A field in the form that {@link #field} reads. */
    static String shown(Field field) {
        return (field.type() == FieldType.ENUM && field.enumValues() != null
                        ? "enum(" + String.join("|", field.enumValues()) + ")"
                        : Wording.code(field.type()))
                + (field.description() == null ? "" : ": " + field.description());
    }
}
