package com.osmtalk.mcp.kit;

import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One value in a JSON Schema (2020-12) together with its check: both come from the same line, so that what a model is
 * told and what is enforced can't differ. An error names what the value may be, for the model to correct it.
 *
 * <p>What is published is the part of JSON Schema that every provider of models takes. One keyword too many, and OpenAI
 * (lookaround in a pattern, {@code oneOf} at the top), Gemini ({@code propertyNames}, {@code examples}, {@code const},
 * most formats) or llama.cpp ({@code maxLength} of 2,000 and more) refuses every request of a conversation that has
 * the tool. Other limits stand in the description, in words, and are checked here all the same.
 */
public final class Schema {
    private static final int NUMBER_LENGTH = 64;

    /** llama.cpp writes a rule for each character up to a limit, and counts them over all tools. */
    private static final int LONGEST_PUBLISHED = 200;

    private final Map<String, Object> json;
    private final List<Object> examples;
    private final UnaryOperator<Object> reading;
    private final List<Function<Object, @Nullable String>> checks;

    private Schema(
            Map<String, Object> json,
            List<Object> examples,
            UnaryOperator<Object> reading,
            List<Function<Object, @Nullable String>> checks) {
        this.json = json;
        this.examples = examples;
        this.reading = reading;
        this.checks = checks;
    }

    private static Schema typed(
            String type,
            @Nullable String description,
            UnaryOperator<Object> reading,
            Function<Object, @Nullable String> check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        if (description != null) {
            json.put("description", description);
        }
        return new Schema(json, List.of(), reading, List.of(check));
    }

    public static Schema string() {
        return string(null);
    }

    public static Schema string(@Nullable String description) {
        return typed("string", description, GivenValue::asString, Schema::errorInString);
    }

    /**
     * A string of {@code min} to {@code max} Unicode characters that is not blank. Only the maximum is published: that
     * nothing is not enough, a model knows, and it would be read with every tool.
     */
    public static Schema string(String description, int min, int max) {
        boolean published = max <= LONGEST_PUBLISHED;
        Schema limited = string(published ? description : description + " Up to " + max + " characters.");
        return (published ? limited.with("maxLength", max) : limited)
                .checkedBy(value -> lengthOf(value) < min
                                || lengthOf(value) > max
                                || value.toString().isBlank()
                        ? "must be a string of " + min + " to " + max + " characters, not " + lengthOf(value)
                        : null);
    }

    /**
     * A phone number, in any spelling that has its country code. No pattern is published: it would forbid what is
     * understood.
     */
    public static Schema phoneNumber(String description) {
        return string(description, 1, NUMBER_LENGTH).checkedBy(value -> {
            try {
                new NumberingPlan().parse(value.toString());
                return null;
            } catch (UnusableNumberException e) {
                // the sentence that names the argument ends it with a full stop
                return e.requirement().replaceFirst("\\.$", "");
            }
        });
    }

    /** A phone number. A list of people is read too, for which {@link #people} is published: {@link PersonToCall}. */
    public static Schema numberOrPeople(String description) {
        return typed("string", description, PersonToCall::read, PersonToCall::errorIn)
                .with("maxLength", NUMBER_LENGTH);
    }

    /** A list of people to call: see {@link PersonToCall}. */
    public static Schema people(String description) {
        return typed("array", description, PersonToCall::readList, PersonToCall::errorIn)
                .with("items", PersonToCall.json())
                .with("maxItems", PersonToCall.MOST);
    }

    /** One of some strings, whatever the case in which it is given. */
    public static Schema choice(@Nullable String description, List<String> values) {
        return typed("string", description, given -> GivenValue.asChoice(given, values), Schema::errorInString)
                .with("enum", values)
                .checkedBy(value -> values.contains(value.toString())
                        ? null
                        : "must be one of " + String.join(", ", values) + ", not " + shown(value));
    }

    public static Schema integer() {
        return typed("integer", null, GivenValue::asNumber, Schema::errorInInteger);
    }

    /** An integer from {@code min} to {@code max}, both included. 3.0 is one too, as in JSON Schema. */
    public static Schema integer(@Nullable String description, int min, int max) {
        String error = "must be an integer from " + min + " to " + max;
        return typed(
                        "integer",
                        description,
                        GivenValue::asNumber,
                        value -> errorInInteger(value) == null ? null : error)
                .with("minimum", min)
                .with("maximum", max)
                .checkedBy(value -> {
                    BigDecimal number = new BigDecimal(value.toString());
                    return number.compareTo(BigDecimal.valueOf(min)) < 0
                                    || number.compareTo(BigDecimal.valueOf(max)) > 0
                            ? error + ", not " + shown(value)
                            : null;
                });
    }

    public static Schema number() {
        return typed(
                "number", null, GivenValue::asNumber, value -> value instanceof Number ? null : "must be a number");
    }

    public static Schema bool() {
        return bool(null);
    }

    public static Schema bool(@Nullable String description) {
        return typed(
                "boolean",
                description,
                GivenValue::asBoolean,
                value -> value instanceof Boolean ? null : "must be true or false");
    }

    /** An array of any length: for answers, which are not checked. */
    public static Schema list(Schema items) {
        return typed("array", null, given -> given, Schema::errorInArray).with("items", items.json());
    }

    /**
     * An array of {@code min} to {@code max} values, each of which is checked. That none is not enough, a model knows:
     * only more is published.
     */
    public static Schema list(@Nullable String description, Schema items, int min, int max) {
        Schema list = typed("array", description, given -> readItems(given, items), Schema::errorInArray)
                .with("items", items.json());
        return (min > 1 ? list.with("minItems", min) : list)
                .with("maxItems", max)
                .checkedBy(value -> errorInItems((List<?>) value, items))
                .checkedBy(value -> {
                    int size = ((List<?>) value).size();
                    return size < min || size > max
                            ? "must have " + min + " to " + max + " entries, not " + size
                            : null;
                });
    }

    /** An object with these fields: for answers, whose inner objects are not checked. */
    public static Schema object(ObjectSchema fields) {
        return new Schema(fields.json(), List.of(), given -> given, List.of(Schema::errorInObject));
    }

    /** An object with these fields, which are checked: for arguments. */
    public static Schema object(@Nullable String description, ObjectSchema fields) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "object");
        if (description != null) {
            json.put("description", description);
        }
        fields.json().forEach(json::putIfAbsent);
        return new Schema(json, List.of(), GivenValue::asObject, List.of(Schema::errorInObject))
                .checkedBy(fields::errorIn);
    }

    /** An object whose fields are not listed: for answers. */
    public static Schema anyObject(@Nullable String description) {
        return typed("object", description, given -> given, Schema::errorInObject);
    }

    /**
     * An object whose values are strings. A number or boolean stands for its text, and a null for no value.
     *
     * @param namesInWords what a name may look like, for error messages
     */
    public static Schema stringMap(
            String description, Pattern names, String namesInWords, int maxEntries, int maxLength) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "string");
        return typed(
                        "object",
                        description,
                        Schema::readTexts,
                        value -> value instanceof Map
                                ? null
                                : "must be an object with string values, like {\"name\":\"text\"}")
                .with("additionalProperties", text)
                .checkedBy(value -> {
                    Map<?, ?> map = (Map<?, ?>) value;
                    if (map.size() > maxEntries) {
                        return "must have at most " + maxEntries + " entries, not " + map.size();
                    }
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        String name = entry.getKey().toString();
                        if (!names.matcher(name).matches()) {
                            return "has the name " + shown(name) + "; a name is " + namesInWords;
                        }
                        if (errorInString(entry.getValue()) != null) {
                            return "must have a string as the value of " + shown(name) + ", in quotes";
                        }
                        if (lengthOf(entry.getValue()) > maxLength) {
                            return "must have at most " + maxLength + " characters as the value of " + shown(name);
                        }
                    }
                    return null;
                });
    }

    /** A point or span of time as people write it: see {@link WrittenTime}. */
    static Schema time(String description) {
        return string(description, 1, 60)
                .checkedBy(value -> WrittenTime.parse(value.toString()).isPresent()
                        ? null
                        : "must be " + WrittenTime.FORMS + ", not " + shown(value));
    }

    /**
     * A string that matches a pattern.
     *
     * @param regex with {@code ^} and {@code $}, since JSON Schema searches for a pattern anywhere in the string;
     *     without lookaround, which providers refuse
     * @param inWords what the pattern means, to follow "must be" in an error
     */
    public Schema pattern(String regex, String inWords) {
        Pattern pattern = Pattern.compile(regex);
        return with("pattern", regex)
                .checkedBy(value -> pattern.matcher(value.toString()).matches()
                        ? null
                        : "must be " + inWords + ", not " + shown(value));
    }

    /** The value that counts when it is not given; only told to the model, applied by the tool. */
    public Schema byDefault(Object value) {
        return with("default", value);
    }

    /** An example for the model, at the end of the description; a test checks that the schema accepts it. */
    public Schema example(Object example) {
        List<Object> all = new ArrayList<>(examples);
        all.add(example);
        return new Schema(json, all, reading, checks);
    }

    private Schema checkedBy(Function<Object, @Nullable String> check) {
        List<Function<Object, @Nullable String>> more = new ArrayList<>(checks);
        more.add(check);
        return new Schema(json, examples, reading, more);
    }

    private Schema with(String keyword, Object value) {
        Map<String, Object> keywords = new LinkedHashMap<>(json);
        keywords.put(keyword, value);
        return new Schema(keywords, examples, reading, checks);
    }

    List<Object> examples() {
        return examples;
    }

    Map<String, Object> json() {
        if (examples.isEmpty()) {
            return json;
        }
        Map<String, Object> described = new LinkedHashMap<>(json);
        described.merge(
                "description", " E.g. " + written(examples.get(0)), (words, example) -> words.toString() + example);
        return described;
    }

    /** By hand: Jackson's data binding is not loaded before the first answer. */
    private static String written(Object example) {
        if (example instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return example.toString();
    }

    /** What a value means, in the type of this schema; the value itself where that is not clear. */
    Object read(Object given) {
        return reading.apply(given);
    }

    /** What is wrong with a value, to follow its name in a sentence; empty when it is valid. */
    Optional<String> errorIn(@Nullable Object value) {
        for (Function<Object, @Nullable String> check : checks) {
            String error = check.apply(value);
            if (error != null) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    private static Object readItems(Object given, Schema items) {
        return GivenValue.asList(given) instanceof List<?> list
                ? list.stream()
                        .map(item -> item == null ? "" : items.read(item))
                        .toList()
                : given;
    }

    private static Object readTexts(Object given) {
        if (!(GivenValue.asObject(given) instanceof Map<?, ?> fields)) {
            return given;
        }
        Map<String, Object> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value != null) {
                texts.put(name.toString(), GivenValue.asText(value));
            }
        });
        return texts;
    }

    private static @Nullable String errorInArray(Object value) {
        return value instanceof List ? null : "must be an array";
    }

    private static @Nullable String errorInObject(Object value) {
        return value instanceof Map ? null : "must be an object";
    }

    private static @Nullable String errorInItems(List<?> values, Schema items) {
        for (int i = 0; i < values.size(); i++) {
            Optional<String> error = items.errorIn(values.get(i));
            if (error.isPresent()) {
                return "has an entry, number " + (i + 1) + ", that " + error.get();
            }
        }
        return null;
    }

    private static @Nullable String errorInString(Object value) {
        if (!(value instanceof String text)) {
            return "must be a string";
        }
        boolean broken = text.indexOf('\0') >= 0
                || text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return broken ? "must be a string of valid Unicode without NUL characters" : null;
    }

    private static @Nullable String errorInInteger(Object value) {
        boolean integer = value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof Double d && Double.isFinite(d) && d == Math.rint(d) && Math.abs(d) < 1e15
                || value instanceof BigDecimal b && b.stripTrailingZeros().scale() <= 0;
        return integer ? null : "must be an integer";
    }

    private static int lengthOf(Object text) {
        return text.toString().codePointCount(0, text.toString().length());
    }

    private static String shown(Object value) {
        return QuotedText.words(value.toString(), 60);
    }
}
