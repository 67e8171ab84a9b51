package com.osmtalk.mcp.kit;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.numbering.UnusableNumberException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the people that the arguments {@code to} and {@code people} name. No provider of models takes a value of
 * several types, so one is published as a string, for one number, and the other as an array of objects. What is given
 * is read in whichever of them it stands: a list in {@code to}, also one in a string that holds its JSON, and bare
 * numbers among the people.
 *
 * @param callee the name, where it was given
 * @param variables of this person alone
 */
public record PersonToCall(PhoneNumber number, Optional<String> callee, Map<String, String> variables) {
    /** More are a campaign. */
    public static final int MOST = 20;

    private static final int NUMBER_LENGTH = 64;
    private static final ObjectSchema FIELDS = ObjectSchema.arguments()
            .required("to", Schema.phoneNumber("Number."))
            .optional("callee", Schema.string("Name.", 1, 100))
            .optional("variables", SharedArguments.variables());

    /** What a person who has to agree is shown of this one beside the number. */
    public Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        callee.ifPresent(name -> details.put("Callee", QuotedText.words(name, 100)));
        if (!variables.isEmpty()) {
            details.put("Own variables", QuotedText.allOf(variables));
        }
        return details;
    }

    /** What is wrong with a value, to follow the argument's name in a sentence; null when it is valid. */
    static @Nullable String errorIn(Object value) {
        if (value instanceof String number) {
            return errorInNumber(number);
        }
        if (!(value instanceof List<?> entries)) {
            return "must be a phone number, or a list of them";
        }
        // some models send an empty list for an argument that they leave out
        if (entries.size() > MOST) {
            return "must name 1 to " + MOST + " people, not " + entries.size() + "; more are a campaign";
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String error = errorInEntry(entries.get(i));
            if (error != null) {
                return "has an entry, number " + (i + 1) + ", that " + error;
            }
            PersonToCall person = ofEntry(entries.get(i));
            Integer before = seen.putIfAbsent(
                    Subscriber.of(new NumberingPlan().canonical(person.number()))
                            .key(),
                    i + 1);
            if (before != null) {
                return "names the same person twice, in entries " + before + " and " + (i + 1) + ": " + person.number();
            }
        }
        return null;
    }

    /** A list in a string, in JSON or with commas; anything else as it is. */
    static Object read(Object given) {
        if (given instanceof Map) {
            return List.of(given);
        }
        if (!(given instanceof String text)) {
            return GivenValue.asString(given);
        }
        String written = text.strip();
        if (written.startsWith("{") && GivenValue.asObject(written) instanceof Map<?, ?> one) {
            return List.of(one);
        }
        return written.startsWith("[") || written.contains(",") ? GivenValue.asList(written) : written;
    }

    /** What {@code people} is published to be a list of. */
    static Map<String, Object> json() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("to", text);
        fields.put("callee", text);
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("type", "object");
        variables.put("additionalProperties", text);
        fields.put("variables", variables);
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("type", "object");
        person.put("properties", fields);
        return person;
    }

    /** A list, also where one person stands alone. */
    static Object readList(Object given) {
        Object read = read(given);
        return read instanceof String ? List.of(read) : read;
    }

    /** The people in a value that has been checked. */
    static List<PersonToCall> of(Object value) {
        List<PersonToCall> people = new ArrayList<>();
        for (Object entry : value instanceof List<?> list ? list : List.of(value)) {
            people.add(ofEntry(entry));
        }
        return people;
    }

    private static @Nullable String errorInEntry(@Nullable Object entry) {
        if (entry instanceof String number) {
            return errorInNumber(number);
        }
        if (!(entry instanceof Map<?, ?>)) {
            return "must be a phone number, or an object with to, callee and variables";
        }
        String error = FIELDS.errorIn(entry);
        return error == null ? null : error + "; an entry takes to, callee, variables";
    }

    private static @Nullable String errorInNumber(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > NUMBER_LENGTH) {
            return "must be a string of 1 to " + NUMBER_LENGTH + " characters, not "
                    + text.codePointCount(0, text.length());
        }
        try {
            new NumberingPlan().parse(text);
            return null;
        } catch (UnusableNumberException e) {
            // the sentence that names the argument ends it with a full stop
            return e.requirement().replaceFirst("\\.$", "");
        }
    }

    private static PersonToCall ofEntry(Object entry) {
        Arguments person = FIELDS.read(entry instanceof Map<?, ?> ? entry : Map.of("to", entry));
        return new PersonToCall(
                person.phoneNumber("to").orElseThrow(), person.optionalString("callee"), person.stringMap("variables"));
    }
}
