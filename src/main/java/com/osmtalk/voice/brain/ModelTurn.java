package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;
import com.osmtalk.voice.brain.Brain.Next;
import com.osmtalk.voice.brain.Brain.ReplyListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One reply of a model: asks, makes the tool calls it asks for, one after the other, and asks again with their results.
 * After five rounds it is told to speak without tools; a model that loops would keep the caller waiting for ever.
 *
 * <p>Answers arrive on threads of the HTTP client, {@link #cancel} on the call's timeline. A question is asked under
 * the lock, so that a cancellation comes before it, and it is not asked, or after it, and is passed on to it.
 */
final class ModelTurn implements Brain.PendingReply, ModelEndpoint.Listener {
    private static final int MOST_ROUNDS = 5;
    private static final int LONGEST_TOOL_LINE = 1_000;

    private final ModelEndpoint endpoint;
    private final Brain.Context context;
    private final boolean onTelephone;
    private final ObjectNode request;
    private final ReplyListener reply;
    private final Object lock = new Object();
    private boolean mayAskOwner;
    private boolean cancelled;
    private Brain.@Nullable PendingReply exchange;
    private int round;
    private List<AgentTool> tools = List.of();
    private boolean askedToWait;
    private @Nullable Agent successor;

    private SentenceSplitter sentences;
    private StringBuilder text = new StringBuilder();
    private Map<Integer, ToolCall> toolCalls = new TreeMap<>();
    private boolean finished;

    ModelTurn(ModelEndpoint endpoint, Brain.Context context, ObjectNode request, ReplyListener reply) {
        this.endpoint = endpoint;
        this.context = context;
        this.onTelephone = context.telephone();
        this.mayAskOwner = context.mayAskOwner();
        this.request = request;
        this.reply = reply;
        this.sentences = new SentenceSplitter(reply::sentence);
    }

    /** Asks the model for the first time. @param own the agent's own tools */
    void begin(List<AgentTool> own) {
        tools = own;
        request.set("tools", ToolDeclarations.of(context, own));
        begin();
    }

    /** Asks the model, the first time or again with the results of its tools. */
    private void begin() {
        synchronized (lock) {
            if (cancelled) {
                return;
            }
            round++;
            sentences = new SentenceSplitter(reply::sentence);
            text = new StringBuilder();
            toolCalls = new TreeMap<>();
            finished = false;
            exchange = endpoint.ask(request, this);
        }
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            cancelled = true;
            if (exchange != null) {
                exchange.cancel();
            }
        }
    }

    private boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    @Override
    public void chunk(JsonNode chunk) {
        ModelEndpoint.usage(chunk).ifPresent(reply::used);
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        String content = delta.path("content").asText("");
        if (!content.isEmpty()) {
            text.append(content);
            sentences.add(content);
        }
        for (JsonNode piece : delta.path("tool_calls")) {
            toolCalls
                    .computeIfAbsent(piece.path("index").asInt(), index -> new ToolCall())
                    .add(piece);
        }
        finished |= choice.hasNonNull("finish_reason");
    }

    @Override
    public void failed(BrainException reason) {
        reply.failed(reason);
    }

    @Override
    public void complete() {
        sentences.end();
        if (isCancelled()) {
            return;
        }
        if (!finished) {
            reply.failed(new BrainException("the model's answer broke off"));
        } else if (!toolCalls.isEmpty()) {
            use(toolCalls.values());
        } else if (text.toString().isBlank()) {
            reply.failed(new BrainException("the model answered with nothing"));
        } else {
            reply.done(Next.LISTEN);
        }
    }

    /**
     * Makes the tool calls of an answer. Those that end or hand over the call are not carried out here: they say what
     * is to follow once everything is said, after the results of the other tools.
     */
    private void use(Collection<ToolCall> wanted) {
        List<ToolCall> requests = new ArrayList<>();
        Next afterwards = Next.LISTEN;
        for (ToolCall tool : wanted) {
            switch (tool.name()) {
                case ToolDeclarations.END_CALL -> afterwards = Next.END_CALL;
                case ToolDeclarations.OPT_OUT -> {
                    reply.optedOut();
                    afterwards = Next.END_CALL;
                }
                case ToolDeclarations.TRANSFER -> afterwards = Next.TRANSFER;
                case ToolDeclarations.HAND_OVER -> {
                    successor = colleague(tool);
                    if (successor == null) {
                        requests.add(tool);
                    }
                }
                case AskOwner.NAME -> {
                    if (!askedOwner(tool)) {
                        requests.add(tool);
                    }
                }
                case PressKeys.NAME -> {
                    if (!pressed(tool)) {
                        requests.add(tool);
                    }
                }
                default -> requests.add(tool);
            }
        }
        if (requests.isEmpty()) {
            finish(afterwards);
            return;
        }
        ArrayNode messages = request.withArrayProperty("messages");
        ObjectNode said = messages.addObject().put("role", "assistant");
        if (!text.isEmpty()) {
            said.put("content", text.toString());
        }
        ArrayNode calls = said.putArray("tool_calls");
        for (ToolCall tool : requests) {
            ObjectNode call = calls.addObject().put("id", tool.id()).put("type", "function");
            call.putObject("function").put("name", tool.name()).put("arguments", tool.arguments());
        }
        useNext(requests.iterator(), messages, afterwards);
    }

    /** Who takes leave or puts through to a person hands over to nobody. */
    private void finish(Next afterwards) {
        if (successor != null && afterwards == Next.LISTEN) {
            reply.handedOver(successor);
        } else {
            reply.done(afterwards);
        }
    }

    /** Whom the model has chosen, of those it was offered; null when it is none of them. */
    private @Nullable Agent colleague(ToolCall tool) {
        JsonNode arguments = tool.parsedArguments();
        String id = arguments == null
                ? ""
                : arguments.path(ToolDeclarations.COLLEAGUE).asText();
        return context.colleagues().stream()
                .filter(colleague -> colleague.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The answer comes later, and the model is asked again when it is there. */
    private boolean askedOwner(ToolCall tool) {
        Optional<AskOwner> question = mayAskOwner ? AskOwner.of(tool.parsedArguments()) : Optional.empty();
        question.ifPresent(reply::askOwner);
        mayAskOwner &= question.isEmpty();
        return question.isPresent();
    }

    /** What follows after keys is heard on the line, so the model is not asked again. */
    private boolean pressed(ToolCall tool) {
        JsonNode arguments = tool.parsedArguments();
        String keys = onTelephone && arguments instanceof ObjectNode given ? PressKeys.keys(given) : null;
        if (keys != null) {
            reply.press(keys);
        }
        return keys != null;
    }

    /** One tool at a time: what a later one is told may depend on what an earlier one did. */
    private void useNext(Iterator<ToolCall> wanted, ArrayNode messages, Next afterwards) {
        if (isCancelled()) {
            return;
        }
        if (!wanted.hasNext() && (afterwards != Next.LISTEN || successor != null)) {
            finish(afterwards);
            return;
        }
        if (!wanted.hasNext()) {
            if (round >= MOST_ROUNDS) {
                // it must speak now; the declarations stay, because some endpoints refuse tool messages without them
                request.put("tool_choice", "none");
            }
            if (round > MOST_ROUNDS) {
                reply.failed(new BrainException("the model kept asking for tools"));
            } else {
                begin();
            }
            return;
        }
        ToolCall toolCall = wanted.next();
        AgentTool tool = tools.stream()
                .filter(declared -> declared.name().equals(toolCall.name()))
                .findFirst()
                .orElse(null);
        if (tool == null) {
            answer(messages, toolCall, refusal(toolCall.name()));
            useNext(wanted, messages, afterwards);
            return;
        }
        JsonNode arguments = toolCall.parsedArguments();
        if (arguments == null) {
            answer(messages, toolCall, "error: the arguments are not a JSON object");
            useNext(wanted, messages, afterwards);
            return;
        }
        askToWait(tool);
        reply.tool(tool.name(), Brain.ToolStage.STARTED);
        tool.use()
                .apply(arguments)
                .thenAccept(result -> {
                    if (!isCancelled()) {
                        answer(messages, toolCall, told(tool, result));
                        useNext(wanted, messages, afterwards);
                    }
                })
                .whenComplete((nothing, fault) -> {
                    if (fault != null) {
                        reply.failed(new BrainException("a tool could not be used: " + fault, fault));
                    }
                });
    }

    private String refusal(String tool) {
        if (onTelephone && tool.equals(PressKeys.NAME)) {
            return PressKeys.REFUSAL;
        }
        if (context.agent().askOwner() && tool.equals(AskOwner.NAME)) {
            return mayAskOwner ? AskOwner.REFUSAL : AskOwner.NOT_NOW;
        }
        if (tool.equals(ToolDeclarations.HAND_OVER) && !context.colleagues().isEmpty()) {
            return "error: " + ToolDeclarations.COLLEAGUE + " must be one of "
                    + context.colleagues().stream().map(Agent::id).collect(Collectors.joining(", "));
        }
        return "error: there is no tool named " + tool;
    }

    /** A server's tool is waited for in the same words as any: once in a reply, and not after words of the model. */
    private void askToWait(AgentTool tool) {
        boolean spokenFor = McpTools.areOf(context.agent(), tool.name())
                && (askedToWait || !text.toString().isBlank());
        if (!spokenFor && tool.waitMessage() != null && !tool.waitMessage().isBlank()) {
            askedToWait = true;
            reply.sentence(tool.waitMessage());
        }
    }

    /** Gives what the model is to know of a tool's result. */
    private String told(AgentTool tool, AgentTool.Result result) {
        String outcome = result.succeeded() ? result.text() : "error: " + result.text();
        reply.tool(tool.name(), result.succeeded() ? Brain.ToolStage.DONE : Brain.ToolStage.FAILED);
        reply.toolUsed(tool.name() + ": " + shortened(outcome));
        if (McpTools.areOf(context.agent(), tool.name())) {
            outcome = McpTools.asInformation(tool.name(), outcome);
        }
        if (result.succeeded()
                || tool.errorMessage() == null
                || tool.errorMessage().isBlank()) {
            return outcome;
        }
        reply.sentence(tool.errorMessage());
        return outcome + "\n(You have already told the person: " + tool.errorMessage() + ")";
    }

    private static void answer(ArrayNode messages, ToolCall toolCall, String content) {
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", toolCall.id())
                .put("content", content);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TOOL_LINE ? text : text.substring(0, LONGEST_TOOL_LINE) + "…";
    }

    /** A tool the model wants used, put together from the pieces of the stream. */
    private static final class ToolCall {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        void add(JsonNode piece) {
            if (piece.hasNonNull("id")) {
                id = piece.path("id").asText();
            }
            JsonNode function = piece.path("function");
            if (function.hasNonNull("name") && !function.path("name").asText().isEmpty()) {
                name = function.path("name").asText();
            }
            arguments.append(function.path("arguments").asText(""));
        }

        String id() {
            return id.isEmpty() ? "call_" + name : id;
        }

        String name() {
            return name;
        }

        String arguments() {
            return arguments.isEmpty() ? "{}" : arguments.toString();
        }

        /** Null when the model wrote something that is no JSON object. */
        @Nullable
        JsonNode parsedArguments() {
            try {
                JsonNode parsed = ModelEndpoint.parse(arguments());
                return parsed.isObject() ? parsed : null;
            } catch (BrainException notJson) {
                return null;
            }
        }
    }
}
