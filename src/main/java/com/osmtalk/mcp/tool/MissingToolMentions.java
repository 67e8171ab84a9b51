package com.osmtalk.mcp.tool;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Removes from the descriptions of tools what mentions a tool that the caller does not have: a model would try to
 * call it.
 */
final class MissingToolMentions {
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=\\.) ");

    private final Pattern name;
    private final Pattern remark;

    /** @param missing the names of those tools; at least one */
    MissingToolMentions(Set<String> missing) {
        String names = "\\b(" + String.join("|", missing) + ")\\b";
        name = Pattern.compile(names);
        remark = Pattern.compile(" \\([^()]*" + names + "[^()]*\\)");
    }

    /** The definition without such sentences; a description that has no other is left out. */
    Map<String, Object> without(Map<?, ?> definition) {
        Map<String, Object> kept = new LinkedHashMap<>();
        definition.forEach((key, value) -> {
            if (value instanceof Map<?, ?> part) {
                kept.put((String) key, without(part));
            } else if (key.equals("description") && value instanceof String text) {
                String rest = without(text);
                if (!rest.isEmpty()) {
                    kept.put("description", rest);
                }
            } else {
                kept.put((String) key, value);
            }
        });
        return kept;
    }

    private String without(String text) {
        // most hold no name at all, and this is part of the start
        if (text.indexOf('_') < 0 || !name.matcher(text).find()) {
            return text;
        }
        List<String> sentences =
                Arrays.asList(BETWEEN_SENTENCES.split(remark.matcher(text).replaceAll("")));
        return sentences.stream()
                .filter(sentence -> !name.matcher(sentence).find())
                .collect(Collectors.joining(" "));
    }
}
