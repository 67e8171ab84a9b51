package com.osmtalk.server.eval;

import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.server.validation.FieldErrors;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for a test case's fields; every limit of them is here. */
final class EvalCaseRules {
    /** How often the agent may speak at most, which is also where a conversation without {@code maxTurns} ends. */
    static final int MOST_TURNS = 50;

    private static final int NAME_LENGTH = 100;
    private static final int TEXT_LENGTH = 4_000;
    private static final int MOST_LINES = 50;
    private static final int LINE_LENGTH = 1_000;
    private static final int MOST_CRITERIA = 30;
    private static final int PHRASE_LENGTH = 200;
    private static final int SENTENCE_LENGTH = 500;

    /** No analysis comes to a longer number, and {@code 1e400} is written with 401. */
    private static final int MOST_DIGITS = 40;

    private EvalCaseRules() {}

    /** @param path where the case stands in the body, with a dot behind it; empty: it is the body */
    static void check(String path, EvalCaseDraft draft, FieldErrors errors) {
        errors.required(path + "name", draft.name(), NAME_LENGTH);
        errors.optional(path + "persona", draft.persona(), TEXT_LENGTH);
        errors.optional(path + "goal", draft.goal(), TEXT_LENGTH);
        texts(path + "lines", draft.lines(), MOST_LINES, LINE_LENGTH, errors);
        EvalCriteria criteria = draft.criteria();
        String ofCriteria = path + "criteria";
        if (criteria == null || isEmpty(criteria)) {
            errors.add(ofCriteria, "must have at least one criterion, or nothing could be said of a run");
            return;
        }
        phrases(ofCriteria + ".mustSay", criteria.mustSay(), errors);
        phrases(ofCriteria + ".mustNotSay", criteria.mustNotSay(), errors);
        phrases(ofCriteria + ".mustAsk", criteria.mustAsk(), errors);
        fields(ofCriteria + ".fields", criteria.fields(), errors);
        if (criteria.maxTurns() != null) {
            errors.range(ofCriteria + ".maxTurns", criteria.maxTurns(), 1, MOST_TURNS);
        }
        texts(ofCriteria + ".judged", criteria.judged(), MOST_CRITERIA, SENTENCE_LENGTH, errors);
    }

    private static boolean isEmpty(EvalCriteria criteria) {
        return none(criteria.mustSay())
                && none(criteria.mustNotSay())
                && none(criteria.mustAsk())
                && (criteria.fields() == null || criteria.fields().isEmpty())
                && criteria.maxTurns() == null
                && none(criteria.judged());
    }

    private static boolean none(@Nullable List<String> criteria) {
        return criteria == null || criteria.isEmpty();
    }

    private static void texts(
            String path, @Nullable List<@Nullable String> texts, int most, int length, FieldErrors errors) {
        List<@Nullable String> all = errors.elements(path, texts, most);
        for (int i = 0; i < all.size(); i++) {
            errors.required(path + "[" + i + "]", all.get(i), length);
        }
    }

    private static void phrases(String path, @Nullable List<@Nullable String> phrases, FieldErrors errors) {
        texts(path, phrases, MOST_CRITERIA, PHRASE_LENGTH, errors);
        List<@Nullable String> all = phrases == null ? List.of() : phrases;
        for (int i = 0; i < Math.min(all.size(), MOST_CRITERIA); i++) {
            String phrase = all.get(i);
            if (phrase != null && !phrase.isBlank() && !SoughtPhrase.isValid(phrase)) {
                errors.add(
                        path + "[" + i + "]", "must have a letter or a digit on each side of every | between phrases");
            }
        }
    }

    private static void fields(String path, @Nullable Map<String, @Nullable Object> fields, FieldErrors errors) {
        if (fields == null) {
            return;
        }
        if (fields.size() > MOST_CRITERIA) {
            errors.add(path, "must have at most " + MOST_CRITERIA + " fields");
            return;
        }
        fields.forEach((name, value) -> {
            if (name.isBlank() || name.length() > NAME_LENGTH) {
                errors.add(path, "must name fields by 1 to " + NAME_LENGTH + " characters");
            } else if (value instanceof String text) {
                errors.optional(path + "." + name, text, SENTENCE_LENGTH);
            } else if (value instanceof Number number) {
                if (digits(number) > MOST_DIGITS) {
                    errors.add(path + "." + name, "must be a number of at most " + MOST_DIGITS + " digits");
                }
            } else if (value != null && !(value instanceof Boolean)) {
                errors.add(path + "." + name, "must be a string, a number, a boolean or null");
            }
        });
    }

    /** How many it has when it is written without an exponent; it is not written so here, for it may be endless. */
    private static long digits(Number number) {
        BigDecimal value = new BigDecimal(number.toString());
        long behindThePoint = value.scale();
        return behindThePoint < 0
                ? value.precision() - behindThePoint
                : Math.max(value.precision(), behindThePoint + 1);
    }
}
