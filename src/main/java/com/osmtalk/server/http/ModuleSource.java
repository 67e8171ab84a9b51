package com.osmtalk.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One JavaScript module with the parts that joining changes: what it imports, what it exports, and the modules that it
 * loads later on by {@code import(…)}. Forms that could not be joined without changing what they mean are refused, by
 * the name of the module: an exported variable, since its value may change; a computed {@code import(…)}.
 */
final class ModuleSource {
    private static final Pattern STATEMENT = Pattern.compile("(?<![\\w$.])(?:import(?!\\s*[(.])|export)(?![\\w$])");
    private static final Pattern IMPORT =
            Pattern.compile("import\\s*(?:(?<clause>[\\w$*{},\\s]+?)\\s*(?<![\\w$])from\\s*)?"
                    + "(?<quote>['\"])(?<from> *)\\k<quote>\\s*;?");
    private static final Pattern REEXPORT = Pattern.compile(
            "export\\s*(?:\\*|(?<names>\\{[^}]*\\}))\\s*from\\s*(?<quote>['\"])(?<from> *)\\k<quote>\\s*;?");
    private static final Pattern LIST = Pattern.compile("export\\s*(?<names>\\{[^}]*\\})\\s*;?");
    private static final Pattern DEFAULT = Pattern.compile("export\\s+default\\s+(?!class\\b|function\\b|async\\b)");
    private static final Pattern DECLARATION =
            Pattern.compile("export\\s+(?=(?:async\\s+)?(?:function\\s*\\*?|class|const)\\s+(?<name>[\\w$]+))");
    private static final Pattern LATER = Pattern.compile("(?<![\\w$.])import\\s*\\((\\s*(['\"])( *)\\2\\s*\\))?");
    private static final Pattern OWN_ADDRESS = Pattern.compile("(?<![\\w$.])import\\.meta\\.url(?![\\w$])");
    private static final Pattern NAMED = Pattern.compile("(?<name>[\\w$]+)(?:\\s+as\\s+(?<as>[\\w$]+))?");
    private static final String DEFAULT_NAME = "$default";

    private final String name;
    private final ModuleText text;
    private final String code;
    private final Function<String, String> resolve;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Import> imports = new ArrayList<>();
    private final List<String> later = new ArrayList<>();
    /** What is exported by what stands for it within the module; that of another module is in {@link #passedOn}. */
    private final Map<String, String> exports = new LinkedHashMap<>();

    private final List<PassedOn> passedOn = new ArrayList<>();

    /** A stretch of the source with what takes its place, which may depend on where the joined file is. */
    private record Edit(int start, int end, Function<Joining, String> replacement) {}

    /** @param names within the module, by their names in the other one; {@code *}: all of it */
    record Import(String from, Map<String, String> names) {}

    /** @param names exported, by their names in the other one; empty: all that it has */
    record PassedOn(String from, Map<String, String> names) {}

    /** What a module needs to know of the file that it is joined into. */
    interface Joining {
        /** The expression for what a module exports, as a promise, once it is loaded. */
        String later(String module);

        /** The expression for a module's own address. */
        String addressOf(String module);
    }

    /**
     * Reads a module.
     *
     * @param resolve what a module is called, by what an import of this one says
     * @throws IllegalStateException when it has a form that is not known here
     */
    ModuleSource(String name, String source, Function<String, String> resolve) {
        this.name = name;
        this.text = ModuleText.read(name, source);
        this.code = text.code();
        this.resolve = resolve;
        findStatements();
        findLater();
        OWN_ADDRESS
                .matcher(code)
                .results()
                .forEach(found -> edit(found.start(), found.end(), joining -> joining.addressOf(name)));
        text.comments().forEach(this::leaveOut);
    }

    List<Import> imports() {
        return imports;
    }

    /** The modules that it loads while it runs. */
    List<String> later() {
        return later;
    }

    Map<String, String> exports() {
        return exports;
    }

    List<PassedOn> passedOn() {
        return passedOn;
    }

    /** All modules that must have run before this one. */
    List<String> needed() {
        List<String> all = new ArrayList<>(imports.stream().map(Import::from).toList());
        passedOn.forEach(one -> all.add(one.from()));
        return all.stream().distinct().toList();
    }

    /** What it does, without its imports and exports and without comments. */
    String body(Joining joining) {
        StringBuilder body = new StringBuilder(text.source().length());
        int at = 0;
        edits.sort(Comparator.comparingInt(Edit::start));
        for (Edit edit : edits) {
            body.append(text.source(), at, edit.start())
                    .append(edit.replacement().apply(joining));
            at = edit.end();
        }
        return body.append(text.source(), at, text.source().length()).toString();
    }

    private void findStatements() {
        int depth = 0;
        int at = 0;
        Matcher statement = STATEMENT.matcher(code);
        while (statement.find()) {
            for (; at < statement.start(); at++) {
                depth += code.charAt(at) == '{' ? 1 : code.charAt(at) == '}' ? -1 : 0;
            }
            if (depth == 0) {
                Matcher rest = code.startsWith("import", at) ? imported(at) : exported(at);
                statement.region(rest.end(), code.length());
                at = rest.end();
            }
        }
    }

    private Matcher imported(int start) {
        Matcher found = at(IMPORT, start);
        if (found == null) {
            throw unknown(start);
        }
        imports.add(new Import(from(found), found.group("clause") == null ? Map.of() : clause(found.group("clause"))));
        edit(start, found.end(), joining -> "");
        return found;
    }

    /** {@code a, {b, c as d}} or {@code * as e}. */
    private Map<String, String> clause(String clause) {
        Map<String, String> names = new LinkedHashMap<>();
        int brace = clause.indexOf('{');
        if (brace >= 0) {
            names.putAll(list(clause.substring(brace)));
        }
        for (String part : (brace < 0 ? clause : clause.substring(0, brace)).split(",")) {
            String plain = part.strip();
            if (plain.startsWith("*")) {
                names.put("*", plain.replaceFirst("\\*\\s*as\\s+", ""));
            } else if (!plain.isEmpty()) {
                names.put("default", plain);
            }
        }
        return names;
    }

    private Matcher exported(int start) {
        Matcher found = at(REEXPORT, start);
        if (found != null) {
            passedOn.add(
                    new PassedOn(from(found), found.group("names") == null ? Map.of() : list(found.group("names"))));
            edit(start, found.end(), joining -> "");
            return found;
        }
        found = at(LIST, start);
        if (found != null) {
            list(found.group("names")).forEach((own, as) -> exports.put(as, own));
            edit(start, found.end(), joining -> "");
            return found;
        }
        found = at(DEFAULT, start);
        if (found != null) {
            exports.put("default", DEFAULT_NAME);
            edit(start, found.end(), joining -> "const " + DEFAULT_NAME + " = ");
            return found;
        }
        found = at(DECLARATION, start);
        if (found != null) {
            exports.put(found.group("name"), found.group("name"));
            edit(start, found.end(), joining -> "");
            return found;
        }
        throw unknown(start);
    }

    private static Map<String, String> list(String names) {
        return NAMED.matcher(names)
                .results()
                .collect(Collectors.toMap(
                        one -> one.group(1),
                        one -> one.group(2) == null ? one.group(1) : one.group(2),
                        (one, other) -> other,
                        LinkedHashMap::new));
    }

    private void findLater() {
        LATER.matcher(code).results().forEach(found -> {
            if (found.group(1) == null) {
                throw unknown(found.start());
            }
            String module = resolve.apply(text.source().substring(found.start(3), found.end(3)));
            later.add(module);
            edit(found.start(), found.end(), joining -> joining.later(module));
        });
    }

    /** A comment, but for a licence's; with its line, when there is nothing else on it. */
    private void leaveOut(ModuleText.Comment comment) {
        String source = text.source();
        boolean kept = source.substring(comment.start(), comment.end()).contains("@license");
        boolean within =
                edits.stream().anyMatch(edit -> edit.start() <= comment.start() && comment.end() <= edit.end());
        if (kept || within) {
            return;
        }
        int line = source.lastIndexOf('\n', comment.start() - 1) + 1;
        boolean wholeLine = source.substring(line, comment.start()).isBlank()
                && (comment.end() == source.length() || source.charAt(comment.end()) == '\n');
        int end = Math.min(comment.end() + 1, source.length());
        edits.add(
                wholeLine
                        ? new Edit(line, end, joining -> "")
                        : new Edit(comment.start(), comment.end(), joining -> " "));
    }

    private Matcher at(Pattern pattern, int start) {
        Matcher matcher = pattern.matcher(code).region(start, code.length());
        return matcher.lookingAt() ? matcher : null;
    }

    private String from(Matcher found) {
        return resolve.apply(text.source().substring(found.start("from"), found.end("from")));
    }

    private void edit(int start, int end, Function<Joining, String> replacement) {
        edits.add(new Edit(start, end, replacement));
    }

    private IllegalStateException unknown(int start) {
        int end = Math.min(start + 60, text.source().length());
        return new IllegalStateException(name + " can't be joined with others because of: "
                + text.source().substring(start, end));
    }
}
