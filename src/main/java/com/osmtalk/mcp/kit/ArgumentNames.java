package com.osmtalk.mcp.kit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which argument of a tool a name stands for. {@code callId} is {@code call_id}; a name that is nearly that of an
 * argument is a mistake, and to go on without it would do something else than was asked.
 */
final class ArgumentNames {
    /**
     * What clients add by themselves, as {@link GivenValue#fold} writes it: n8n its ids and the chat's fields
     * (n8n-io/n8n issues 21500 and 21716), Cline {@code task_progress} (cline/cline issue 10426), Gemini CLI {@code
     * wait_for_previous} (MemPalace/mempalace pull request 322), Cursor and others a placeholder where a tool takes
     * nothing, and whatever belongs in the request's {@code _meta}.
     */
    private static final Set<String> ADDED = Set.of(
            "toolcallid",
            "tooluseid",
            "tool",
            "toolname",
            "sessionid",
            "chatinput",
            "action",
            "meta",
            "requestid",
            "conversationid",
            "threadid",
            "messageid",
            "runid",
            "traceid",
            "taskprogress",
            "waitforprevious",
            "randomstring",
            "placeholder",
            "dummy");

    private final Collection<String> declared;

    /** @param declared the tool's own arguments */
    ArgumentNames(Collection<String> declared) {
        this.declared = declared;
    }

    /**
     * The argument that a name can only mean.
     *
     * @param all names that were given: one that is there itself is meant by no other
     */
    Optional<String> meant(String name, Collection<String> all) {
        if (declared.contains(name)) {
            return Optional.of(name);
        }
        List<String> alike = ADDED.contains(GivenValue.fold(name)) ? List.of() : alike(name);
        return alike.size() == 1 && !all.contains(alike.get(0)) ? Optional.of(alike.get(0)) : Optional.empty();
    }

    /** Why a name that means no argument is not left out, to follow it in a sentence; empty when it may be. */
    Optional<String> fault(String name, boolean lenient) {
        if (ADDED.contains(GivenValue.fold(name))) {
            return Optional.empty();
        }
        Optional<String> near = declared.stream()
                .filter(argument -> isNear(GivenValue.fold(argument), GivenValue.fold(name)))
                .findFirst();
        if (near.isPresent()) {
            return Optional.of("is not an argument of this tool; did you mean `" + near.get() + "`?");
        }
        return lenient ? Optional.empty() : Optional.of("is not an argument of this tool");
    }

    /** What to say of a name that is left out; empty for what a client has added, which the model knows nothing of. */
    Optional<String> loss(String name) {
        boolean added = ADDED.contains(GivenValue.fold(name));
        return added && alike(name).isEmpty()
                ? Optional.empty()
                : Optional.of("`" + Wording.oneLine(name, 60) + "`"
                        + (added ? " (the argument is `" + alike(name).get(0) + "`)" : ""));
    }

    private List<String> alike(String name) {
        return declared.stream()
                .filter(argument -> GivenValue.fold(argument).equals(GivenValue.fold(name)))
                .toList();
    }

    /** Whether two names differ by one letter in four at most, or one is the beginning of the other. */
    private static boolean isNear(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        if (shorter < 3 || Math.abs(a.length() - b.length()) > 6) {
            return a.equals(b);
        }
        return a.startsWith(b) || b.startsWith(a) || distance(a, b) <= Math.max(1, shorter / 4);
    }

    /** How many letters have to be put in, taken out or changed (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
