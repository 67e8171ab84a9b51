package com.osmtalk.server.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The text of a JavaScript module, read just far enough to tell code from comments, strings, templates and regular
 * expressions: a word {@code import} in a sentence is not an import.
 *
 * <p>Whether a slash divides or begins a regular expression is decided by what stands before it, as highlighters do:
 * exact but for an expression that follows a closing parenthesis or brace. A text that is misread so is not closed at
 * its end, and refused.
 */
final class ModuleText {
    private static final Set<String> BEFORE_EXPRESSION =
            Set.of("return", "typeof", "case", "in", "of", "delete", "void", "new", "throw", "else", "do", "yield");

    private final String name;
    private final String source;
    private final char[] code;
    private final List<Comment> comments = new ArrayList<>();
    /** For each template that is open around a place in code: the braces that are open in its expression. */
    private final Deque<Integer> templates = new ArrayDeque<>();

    private int at;
    private int braces;

    /** A comment's place: from its first character to behind its last. */
    record Comment(int start, int end) {}

    private ModuleText(String name, String source) {
        this.name = name;
        this.source = source;
        this.code = source.toCharArray();
    }

    /**
     * Reads a module.
     *
     * @param name for the message
     * @throws IllegalStateException when a string, a template, a comment or a brace is not closed
     */
    static ModuleText read(String name, String source) {
        ModuleText text = new ModuleText(name, source);
        text.read();
        return text;
    }

    String source() {
        return source;
    }

    /**
     * As long as the source, with spaces in place of all that is not code. Quotes stay, so that an empty string of the
     * same length stands where there is one.
     */
    String code() {
        return new String(code);
    }

    List<Comment> comments() {
        return comments;
    }

    private void read() {
        while (at < code.length) {
            char c = code[at];
            if (c == '/' && next() == '/') {
                comment(source.indexOf('\n', at));
            } else if (c == '/' && next() == '*') {
                int end = source.indexOf("*/", at + 2);
                comment(end < 0 ? unclosed("comment") : end + 2);
            } else if (c == '\'' || c == '"') {
                string(c);
            } else if (c == '`') {
                at++;
                template();
            } else if (c == '/' && isExpressionNext()) {
                regularExpression();
            } else if (c == '}' && !templates.isEmpty() && templates.peek() == braces - 1) {
                templates.pop();
                braces--;
                at++;
                template();
            } else {
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
                at++;
            }
        }
        if (braces != 0 || !templates.isEmpty()) {
            unclosed("brace");
        }
    }

    private char next() {
        return at + 1 < code.length ? code[at + 1] : '\n';
    }

    /** @param end -1: the end of the module */
    private void comment(int end) {
        int behind = end < 0 ? code.length : end;
        comments.add(new Comment(at, behind));
        blank(behind);
    }

    private void string(char quote) {
        at++;
        while (at < code.length && code[at] != quote && code[at] != '\n') {
            blank(at + (code[at] == '\\' ? 2 : 1));
        }
        if (at >= code.length || code[at] != quote) {
            unclosed("string");
        }
        at++;
    }

    /** From behind its backtick, or behind an expression in it, to its end or to the next expression. */
    private void template() {
        while (at < code.length) {
            if (code[at] == '`') {
                at++;
                return;
            }
            if (code[at] == '$' && next() == '{') {
                templates.push(braces++);
                at += 2;
                return;
            }
            blank(at + (code[at] == '\\' ? 2 : 1));
        }
        unclosed("template");
    }

    private void regularExpression() {
        boolean inClass = false;
        blank(at + 1);
        while (at < code.length && code[at] != '\n' && (inClass || code[at] != '/')) {
            inClass = code[at] == '[' || inClass && code[at] != ']';
            blank(at + (code[at] == '\\' ? 2 : 1));
        }
        if (at >= code.length || code[at] == '\n') {
            unclosed("regular expression");
        }
        at++;
    }

    /** Whether an expression may begin here, so that a slash is not a division. */
    private boolean isExpressionNext() {
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(code[before])) {
            before--;
        }
        if (before < 0) {
            return true;
        }
        if (Character.isJavaIdentifierPart(code[before])) {
            int end = before + 1;
            while (before >= 0 && Character.isJavaIdentifierPart(code[before])) {
                before--;
            }
            return BEFORE_EXPRESSION.contains(new String(code, before + 1, end - before - 1));
        }
        return ")]}'\"`/".indexOf(code[before]) < 0;
    }

    private void blank(int end) {
        for (; at < Math.min(end, code.length); at++) {
            if (code[at] != '\n') {
                code[at] = ' ';
            }
        }
    }

    private int unclosed(String what) {
        throw new IllegalStateException(name + ": a " + what + " is not closed");
    }
}
