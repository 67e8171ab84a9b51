package com.osmtalk.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the first place where a text is no JSON, and says in words for its writer what is wrong there. A parser's own
 * words are for programmers: they tell what it expected, not what a person did.
 */
final class ConfigSyntax {
    private static final String TYPOGRAPHIC = "“”„«»‘’‚";

    private static final int DEEPEST = 500;

    private final String text;
    private final boolean relaxed;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int at;

    private ConfigSyntax(String text, boolean relaxed) {
        this.text = text;
        this.relaxed = relaxed;
    }

    /**
     * What is wrong, and where.
     *
     * @param line the first is 1
     * @param column the first is 1
     */
    record Fault(String sentence, int line, int column) {}

    /**
     * The first fault; empty: there is none.
     *
     * @param relaxed whether comments, and commas before a closing bracket, are allowed
     */
    static Optional<Fault> in(String text, boolean relaxed) {
        ConfigSyntax syntax = new ConfigSyntax(text, relaxed);
        try {
            syntax.file();
            return Optional.empty();
        } catch (FaultFound found) {
            return Optional.of(found.fault);
        }
    }

    private static final class FaultFound extends RuntimeException {
        private final transient Fault fault;

        FaultFound(Fault fault) {
            super(fault.sentence(), null, false, false);
            this.fault = fault;
        }
    }

    private FaultFound fault(String sentence) {
        return faultAt(at, sentence);
    }

    private FaultFound faultAt(int place, String sentence) {
        int line = 1
                + (int) text.substring(0, place).chars().filter(c -> c == '\n').count();
        int column = place - text.lastIndexOf('\n', place - 1);
        return new FaultFound(new Fault(sentence, line, column));
    }

    private void file() {
        value("the file");
        blank();
        if (at < text.length()) {
            boolean isEntry = text.charAt(at) == '{' || text.charAt(at) == ',';
            throw unexpected("the file goes on after its last closing bracket"
                    + (isEntry ? "; all entries belong inside of one pair of braces" : " with " + here()));
        }
    }

    private void value(String what) {
        blank();
        if (at == text.length()) {
            throw ended(what + " has no value");
        }
        char c = text.charAt(at);
        if (c == '{') {
            object();
        } else if (c == '[') {
            list();
        } else if (c == '"') {
            string();
        } else if (c == '-' || c >= '0' && c <= '9') {
            word(what, "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        } else if (Character.isLetter(c)) {
            word(what, "true|false|null");
        } else {
            throw unexpected(what + " has no value: there is " + here());
        }
    }

    private void object() {
        open();
        Set<String> names = new HashSet<>();
        boolean more = false;
        while (true) {
            blank();
            if (is('}')) {
                close(more);
                return;
            }
            if (!is('"')) {
                throw at == text.length()
                        ? ended("")
                        : unexpected(
                                Character.isLetter(text.charAt(at))
                                        ? "the name " + bareWord() + " has no quotation marks around it"
                                        : "the name of a field is missing: there is " + here());
            }
            int from = at;
            String name = string();
            if (!names.add(name)) {
                throw faultAt(from, "\"" + name + "\" stands twice in the same braces, and only one of them is read");
            }
            blank();
            if (!is(':')) {
                throw at == text.length() ? ended("") : unexpected("a colon is missing after \"" + name + "\"");
            }
            at++;
            value("\"" + name + "\"");
            more = next('}');
        }
    }

    private void open() {
        if (open.size() == DEEPEST) {
            throw fault("there are more than " + DEEPEST + " brackets within each other");
        }
        open.push(at++);
    }

    private void list() {
        open();
        boolean more = false;
        while (true) {
            blank();
            if (is(']')) {
                close(more);
                return;
            }
            value("the list");
            more = next(']');
        }
    }

    /** Steps over the comma to the next part; false: the end is here. */
    private boolean next(char end) {
        blank();
        if (is(',')) {
            at++;
            return true;
        }
        if (is(end)) {
            return false;
        }
        if (at == text.length()) {
            throw ended("");
        }
        throw unexpected(
                is('"') || is('{')
                        ? "a comma is missing before this"
                        : "a comma or " + end + " is missing: there is " + here());
    }

    private void close(boolean afterComma) {
        if (afterComma && !relaxed) {
            throw faultAt(text.lastIndexOf(',', at), "there is a comma after the last entry, before " + here());
        }
        open.pop();
        at++;
    }

    private String string() {
        int from = at++;
        while (true) {
            if (at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
                throw faultAt(from, "the text that begins here has no closing quotation mark on its line");
            }
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(from + 1, at++);
            } else if (c == '\\') {
                escape();
            } else if (c < ' ') {
                throw fault("there is " + here() + " within a text; write \\t for a tab");
            } else {
                at++;
            }
        }
    }

    private void escape() {
        String rest = text.substring(at + 1, Math.min(text.length(), at + 6));
        if (rest.matches("(?s)[\"\\\\/bfnrt].*")) {
            at += 2;
        } else if (rest.matches("u[0-9A-Fa-f]{4}")) {
            at += 6;
        } else {
            throw fault("a backslash stands alone; in JSON each is written twice, as in C:\\\\Users\\\\me");
        }
    }

    private void word(String what, String allowed) {
        int from = at;
        String word = bareWord();
        if (!word.matches(allowed)) {
            throw faultAt(
                    from,
                    word.matches("(?i)true|false|null|none")
                            ? "it is written " + (word.equalsIgnoreCase("none") ? "null" : word.toLowerCase())
                                    + ", not " + word
                            : what + " is " + word + " without quotation marks");
        }
        at += word.length();
    }

    /** Up to what can't belong to a word. */
    private String bareWord() {
        int end = at;
        while (end < text.length() && ",:{}[]\"".indexOf(text.charAt(end)) < 0 && text.charAt(end) > ' ') {
            end++;
        }
        return text.substring(at, end);
    }

    /** Steps over blanks, and comments where they are allowed. */
    private void blank() {
        while (at < text.length()) {
            if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (relaxed && text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (relaxed && text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                if (end < 0) {
                    throw fault("the comment that begins here has no end");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** What often stands where something else was expected has words of its own. */
    private FaultFound unexpected(String sentence) {
        char c = text.charAt(at);
        if (text.startsWith("//", at) || text.startsWith("/*", at) || c == '#') {
            return fault("there is a comment, and this file may have none");
        } else if (TYPOGRAPHIC.indexOf(c) >= 0) {
            return fault("there is the typographic quotation mark " + c + " instead of a plain \"");
        } else if (c == '\'') {
            return fault("there is a single quotation mark; JSON knows double ones only: \"");
        } else if (Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT) {
            return fault("there is an invisible character (U+" + "%04X".formatted((int) c) + "); type this line again");
        }
        return fault(sentence);
    }

    private FaultFound ended(String sentence) {
        if (open.isEmpty()) {
            return fault(sentence);
        }
        int bracket = open.peek();
        return faultAt(
                bracket, "the file ends before the bracket " + text.charAt(bracket) + " that opens here is closed");
    }

    private String here() {
        char c = text.charAt(at);
        return c == '\t' ? "a tab" : c < ' ' ? "a control character" : String.valueOf(c);
    }
}
