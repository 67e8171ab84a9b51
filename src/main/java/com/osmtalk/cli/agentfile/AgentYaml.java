package com.osmtalk.cli.agentfile;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.Json;
import com.osmtalk.server.agent.KeptField;
import com.osmtalk.server.http.BodyCheck;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Agents as YAML text and back. Fields are always in the same order, and texts of several lines are written as such, so
 * that a change shows as the lines that changed. Anchors, aliases and tags are refused: nothing here needs them, and
 * they are what makes a small file huge or a text something else.
 */
final class AgentYaml {
    private static final YAMLFactory FORMAT = YAMLFactory.builder()
            .loaderOptions(limits())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private AgentYaml() {}

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(2_000_000);
        limits.setNestingDepthLimit(20);
        return limits;
    }

    /** What a file may hold. */
    record Content(
            @Nullable String id,
            @Nullable String pulled,
            @Nullable AgentDraft agent,
            @Nullable List<@Nullable EvalCaseDraft> tests) {}

    /**
     * @param isImport whether the agent may have fields that nothing here knows; one that the server had may anyway
     * @throws AgentFileException naming the line, when it is no agent
     */
    static AgentFile read(Path path, String text, boolean isImport) {
        Map<String, Integer> lines = lines(path, text);
        Content content = lines.isEmpty() ? null : content(path, text, lines);
        if (content == null || content.agent() == null) {
            throw new AgentFileException(path, "has no `agent:` in it. See docs/how-to/agents-as-files.md.");
        }
        checkKinds(path, text, lines);
        checkNames(path, content.agent(), isImport || content.pulled() != null, lines);
        String name = content.agent().name();
        if (name == null || name.isBlank()) {
            throw new AgentFileException(path, "its agent has no `name:`");
        }
        return new AgentFile(
                path, content.id(), content.pulled(), AgentFields.of(content.agent()), tests(path, content.tests()));
    }

    private static @Nullable Content content(Path path, String text, Map<String, Integer> lines) {
        try (YAMLParser parser = FORMAT.createParser(text)) {
            return Json.STRICT.readValue(parser, Content.class);
        } catch (JsonMappingException e) {
            throw refused(path, e, lines);
        } catch (JsonProcessingException e) {
            throw notYaml(path, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the API does, which takes no number for a string, and no number that could not be written again. */
    private static void checkKinds(Path path, String text, Map<String, Integer> lines) {
        try (YAMLParser parser = FORMAT.createParser(text)) {
            ObjectNode all = Json.STRICT.readTree(parser);
            // a fingerprint may look like a number, and is written without quotes
            all.remove(List.of("id", "pulled"));
            if (all.get("agent") instanceof ObjectNode agent) {
                all.set("agent", AgentFields.withoutEmptyHeaders(agent));
            }
            AgentFileException.throwIfAny(BodyCheck.errors(all, Content.class).stream()
                    .map(error -> refused(path, error, lines))
                    .toList());
        } catch (JsonProcessingException e) {
            throw notYaml(path, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkNames(Path path, AgentDraft agent, boolean othersToo, Map<String, Integer> lines) {
        AgentFileException.throwIfAny(KeptField.in(agent).stream()
                .filter(field -> field.meant().isPresent() || !othersToo && !field.isDocumented())
                .map(field -> new AgentFileException(
                        path,
                        lines.getOrDefault(pointer("agent." + field.path()), 1),
                        "there is no field " + field.name() + " here, but: "
                                + field.meant().orElseGet(() -> String.join(", ", field.names()))
                                + (othersToo ? "" : ". To keep what another server knows: push --import")))
                .toList());
    }

    private static String pointer(String place) {
        return "/" + place.replaceAll("[\\[\\]]+[.]?|[.]", "/").replaceAll("/$", "");
    }

    private static AgentFileException refused(Path path, FieldError error, Map<String, Integer> lines) {
        String sentence = error.path() + " " + error.message();
        Integer line = lines.get(pointer(error.path()));
        return line == null ? new AgentFileException(path, sentence) : new AgentFileException(path, line, sentence);
    }

    private static @Nullable List<EvalCaseDraft> tests(Path path, @Nullable List<@Nullable EvalCaseDraft> written) {
        if (written == null) {
            return null;
        }
        List<EvalCaseDraft> tests = new ArrayList<>();
        for (EvalCaseDraft test : written) {
            if (test == null || test.name() == null || test.name().isBlank()) {
                throw new AgentFileException(path, "test " + (tests.size() + 1) + " has no `name:`");
            }
            if (tests.stream().anyMatch(other -> test.name().equals(other.name()))) {
                throw new AgentFileException(path, "has two tests named " + test.name());
            }
            tests.add(withoutAgent(test));
        }
        return tests;
    }

    /** As it stands in its agent's file: without the agent, and without what says nothing. */
    static EvalCaseDraft withoutAgent(EvalCaseDraft test) {
        return new EvalCaseDraft(
                null,
                test.name(),
                test.persona() == null || test.persona().isBlank() ? null : test.persona(),
                test.goal() == null || test.goal().isBlank() ? null : test.goal(),
                test.lines() == null || test.lines().isEmpty() ? null : test.lines(),
                test.dynamicVariables() == null || test.dynamicVariables().isEmpty() ? null : test.dynamicVariables(),
                test.criteria());
    }

    /**
     * On which line each thing stands, by its place ({@code /agent/name}).
     *
     * @throws AgentFileException for what is no YAML, or uses what is not used here
     */
    private static Map<String, Integer> lines(Path path, String text) {
        Map<String, Integer> lines = new HashMap<>();
        try (YAMLParser parser = FORMAT.createParser(text)) {
            boolean over = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int line = parser.currentTokenLocation().getLineNr();
                if (over) {
                    throw new AgentFileException(
                            path, line, "a second document begins here (---): write each agent into a file of its own");
                }
                over = parser.getParsingContext().inRoot() && !token.isStructStart();
                if (parser.isCurrentAlias() || parser.getObjectId() != null) {
                    throw new AgentFileException(path, line, "anchors (&) and aliases (*) are not used here");
                }
                if (parser.getTypeId() != null) {
                    throw new AgentFileException(path, line, "tags (!) are not used here");
                }
                lines.putIfAbsent(parser.getParsingContext().pathAsPointer().toString(), line);
            }
            return lines;
        } catch (JsonProcessingException e) {
            throw notYaml(path, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgentFileException notYaml(Path path, JsonProcessingException problem) {
        if (problem.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return new AgentFileException(
                    path, marked.getProblemMark().getLine() + 1, "this is not valid YAML: " + marked.getProblem());
        }
        JsonLocation location = problem.getLocation();
        String reason =
                String.valueOf(problem.getOriginalMessage()).lines().findFirst().orElse("");
        return new AgentFileException(
                path, location == null ? 1 : Math.max(1, location.getLineNr()), "this is not valid YAML: " + reason);
    }

    private static AgentFileException refused(Path path, JsonMappingException problem, Map<String, Integer> lines) {
        if (problem.getPath().isEmpty()) {
            return problem instanceof MismatchedInputException
                    ? new AgentFileException(path, 1, "this is no agent: `agent:` and `tests:` stand here")
                    : notYaml(path, problem);
        }
        StringBuilder place = new StringBuilder();
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : problem.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
                pointer = pointer.appendIndex(step.getIndex());
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
                pointer = pointer.appendProperty(step.getFieldName());
            }
        }
        int line = lines.getOrDefault(pointer.toString(), 1);
        if (problem instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new AgentFileException(
                    path, line, "there is no field " + unknown.getPropertyName() + " here, but: " + known);
        }
        return new AgentFileException(path, line, place + " has a value of another kind than it needs");
    }

    /** The text of a file. */
    static String write(@Nullable String id, @Nullable String pulled, ObjectNode agent, List<EvalCaseDraft> tests) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.put("id", id).put("pulled", pulled);
        all.set("agent", AgentFields.withoutSecrets(agent));
        all.set("tests", Json.MAPPER.valueToTree(tests));
        return text(all);
    }

    /** An agent and its tests, whose order means nothing, as text to be compared. */
    static String comparable(ObjectNode agent, List<EvalCaseDraft> tests) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set("agent", AgentFields.withoutSecrets(agent));
        all.set("tests", Json.MAPPER.valueToTree(sorted(tests)));
        return text(all);
    }

    static List<EvalCaseDraft> sorted(List<EvalCaseDraft> tests) {
        return tests.stream()
                .sorted(Comparator.comparing(test -> String.valueOf(test.name())))
                .toList();
    }

    private static String text(JsonNode tree) {
        StringWriter text = new StringWriter();
        try (YAMLGenerator generator = FORMAT.createGenerator(text)) {
            generator.setCodec(Json.MAPPER);
            generator.writeTree(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * A file's text with other values of top-level keys and everything else as it is, comments too. A key that is not
     * there is put at the beginning, behind the comments that begin the file.
     */
    static String withKeys(String text, Map<String, String> values) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<String> missing = new ArrayList<>();
        values.forEach((key, value) -> {
            String line = key + ": " + value;
            int at = -1;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(key + ":")) {
                    at = i;
                }
            }
            if (at >= 0) {
                lines.set(at, line);
            } else {
                missing.add(line);
            }
        });
        int begin = 0;
        while (begin < lines.size()
                && (lines.get(begin).startsWith("#") || lines.get(begin).equals("---"))) {
            begin++;
        }
        lines.addAll(begin, missing);
        return String.join("\n", lines) + "\n";
    }
}
