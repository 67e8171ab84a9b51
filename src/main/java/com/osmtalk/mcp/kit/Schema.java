package com.osmtalk.mcp.kit;

import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value in a JSON Schema (2020-12) together with its check: both come from the same line, so that what a model is
 * told and what is enforced can't differ. An error names what the value may be, for the model to correct it.
 */
public final class Schema {
    private static final int NUMBER_LENGTH = 64;

    private final Map<String, Object> json;
    private final List<Function<Object, @Nullable String>> checks;

    private Schema(Map<String, Object> json, List<Function<Object, @Nullable String>> checks) {
        this.json = json;
        this.checks = checks;
    }

    private static Schema typed(String type, @Nullable String description, Function<Object, @Nullable String> check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        if (description != null) {
            json.put("description", description);
        }
        return new Schema(json, List.of(check));
    }

    public static Schema string() {
        return string(null);
    }

    public static Schema string(@Nullable String description) {
        return typed("string", description, Schema::errorInString);
    }

    /** A string of {@code min} to {@code max} Unicode characters that is not blank. */
    public static Schema string(String description, int min, int max) {
        return string(description)
                .with("minLength", min, value -> null)
                .with(
                        "maxLength",
                        max,
                        value -> lengthOf(value) < min
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

    /** One of some strings. */
    public static Schema choice(@Nullable String description, List<String> values) {
        return string(description)
                .with(
                        "enum",
                        values,
                        value -> values.contains(value.toString())
                                ? null
                                : "must be one of " + String.join(", ", values) + ", not " + shown(value));
    }

    public static Schema integer() {
        return typed("integer", null, Schema::errorInInteger);
    }

    /** An integer from {@code min} to {@code max}, both included. 3.0 is one too, as in JSON Schema. */
    public static Schema integer(@Nullable String description, int min, int max) {
        String error = "must be an integer from " + min + " to " + max;
        return typed("integer", description, value -> errorInInteger(value) == null ? null : error)
                .with("minimum", min, value -> null)
                .with("maximum", max, value -> {
                    BigDecimal number = new BigDecimal(value.toString());
                    return number.compareTo(BigDecimal.valueOf(min)) < 0
                                    || number.compareTo(BigDecimal.valueOf(max)) > 0
                            ? error + ", not " + shown(value)
                            : null;
                });
    }

    public static Schema number() {
        return typed("number", null, value -> value instanceof Number ? null : "must be a number");
    }

    public static Schema bool() {
        return bool(null);
    }

    public static Schema bool(@Nullable String description) {
        return typed("boolean", description, value -> value instanceof Boolean ? null : "must be true or false");
    }

    /** An array of any length: for answers, which are not checked. */
    public static Schema list(Schema items) {
        Schema list = typed("array", null, value -> value instanceof List ? null : "must be an array");
        list.json.put("items", items.json);
        return list;
    }

    /** An array of {@code min} to {@code max} values, each of which is checked. */
    public static Schema list(String description, Schema items, int min, int max) {
        return typed("array", description, value -> value instanceof List ? null : "must be an array")
                .with("items", items.json, value -> errorInItems((List<?>) value, items))
                .with("minItems", min, value -> null)
                .with("maxItems", max, value -> {
                    int size = ((List<?>) value).size();
                    return size < min || size > max
                            ? "must have " + min + " to " + max + " entries, not " + size
                            : null;
                });
    }

    /** An object with these fields: for answers, whose inner objects are not checked. */
    public static Schema object(ObjectSchema fields) {
        return new Schema(fields.json(), List.of(value -> value instanceof Map ? null : "must be an object"));
    }

    /** An object whose fields are not listed. */
    public static Schema anyObject(@Nullable String description) {
        return typed("object", description, value -> value instanceof Map ? null : "must be an object");
    }

    /**
     * An object whose values are strings.
     *
     * @param namesInWords what a name may look like, for error messages
     */
    public static Schema stringMap(
            String description, Pattern names, String namesInWords, int maxEntries, int maxLength) {
        return typed(
                        "object",
                        description,
                        value -> value instanceof Map
                                ? null
                                : "must be an object with string values, like {\"name\":\"text\"}")
                .with("propertyNames", Map.of("pattern", names.pattern()), value -> null)
                .with("additionalProperties", stringUpTo(maxLength), value -> null)
                .with("maxProperties", maxEntries, value -> {
                    Map<?, ?> map = (Map<?, ?>) value;
                    if (map.size() > maxEntries) {
                        return "must have at most " + maxEntries + " entries, not " + map.size();
                    }
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        String name = entry.getKey().toString();
                        if (!names.matcher(name).matches()) {
                            return "has the name " + shown(name) + "; a name is " + namesInWords;
                        }
                        if (entry.getValue() == null || errorInString(entry.getValue()) != null) {
                            return "must have a string as the value of " + shown(name) + ", in quotes";
                        }
                        if (lengthOf(entry.getValue()) > maxLength) {
                            return "must have at most " + maxLength + " characters as the value of " + shown(name);
                        }
                    }
                    return null;
                });
    }

    /**
     * A string that matches a pattern.
     *
     * @param regex with {@code ^} and {@code $}, since JSON Schema searches for a pattern anywhere in the string
     * @param inWords what the pattern means, to follow "must be" in an error
     */
    public Schema pattern(String regex, String inWords) {
        Pattern pattern = Pattern.compile(regex);
        return with(
                "pattern",
                regex,
                value -> pattern.matcher(value.toString()).matches()
                        ? null
                        : "must be " + inWords + ", not " + shown(value));
    }

    Schema format(String format) {
        return with("format", format, value -> null);
    }

    /** The value that counts when it is not given; only told to the model, applied by the tool. */
    public Schema byDefault(Object value) {
        return with("default", value, ignored -> null);
    }

    /** Examples for the model; a test checks that the schema accepts them. */
    public Schema example(Object... examples) {
        return with("examples", Arrays.asList(examples), ignored -> null);
    }

    private Schema checkedBy(Function<Object, @Nullable String> check) {
        List<Function<Object, @Nullable String>> more = new ArrayList<>(checks);
        more.add(check);
        return new Schema(json, more);
    }

    private Schema with(String keyword, Object value, Function<Object, @Nullable String> check) {
        Map<String, Object> keywords = new LinkedHashMap<>(json);
        keywords.put(keyword, value);
        List<Function<Object, @Nullable String>> more = new ArrayList<>(checks);
        more.add(check);
        return new Schema(keywords, more);
    }

    Map<String, Object> json() {
        return json;
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

    private static @Nullable String errorInItems(List<?> values, Schema items) {
        for (int i = 0; i < values.size(); i++) {
            Optional<String> error = items.errorIn(values.get(i));
            if (error.isPresent()) {
                return "has an entry, number " + (i + 1) + ", that " + error.get();
            }
        }
        return null;
    }

    private static Map<String, Object> stringUpTo(int maxLength) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "string");
        json.put("maxLength", maxLength);
        return json;
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
