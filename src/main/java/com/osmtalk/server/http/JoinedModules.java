package com.osmtalk.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The modules of an app joined into few files: the first one with all that it imports, and each that is loaded later
 * with what it imports beyond that. A browser asks for a module's imports only when it has read the module, six files
 * at a time, so that a page of forty modules was seven rounds of requests; joined, it is one or two. The sources stay
 * small, and nothing has to be built.
 *
 * <p>Each module is a function in the joined file, run once, in the order in which the browser would run them; what it
 * exports is kept under its name, where the others find it. A module that two joined files contain is run by the one
 * that comes first. Joined files are modules themselves and stand under the names of their first ones, so that
 * whatever loads these need not know of joining.
 */
final class JoinedModules {
    private static final String JOINED = "$joined";

    private final String first;
    private final Map<String, byte[]> files;
    private final Map<String, String> importMap;
    private final Map<String, ModuleSource> modules = new HashMap<>();

    private JoinedModules(String first, Map<String, byte[]> files) {
        this.first = first;
        this.files = files;
        this.importMap = importMap(text(AppFiles.INDEX));
    }

    /**
     * Joins.
     *
     * @param first the module that the page begins with
     * @param files of the app, with {@code index.html}, whose import map counts
     * @return the joined files by the names of the modules that they take the place of
     * @throws IllegalStateException when a module is missing, modules need each other in a circle, or one has a form
     *     that can't be joined
     */
    static Map<String, byte[]> join(String first, Map<String, byte[]> files) {
        JoinedModules all = new JoinedModules(first, files);
        Set<String> always = all.closure(first);
        Map<String, byte[]> joined = new TreeMap<>();
        joined.put(first, all.file(first, always, always).getBytes(StandardCharsets.UTF_8));
        List<String> open = new ArrayList<>(all.later(always));
        Set<String> seen = new LinkedHashSet<>(open);
        while (!open.isEmpty()) {
            String entry = open.remove(0);
            Set<String> needed = all.closure(entry);
            all.later(needed).stream().filter(seen::add).forEach(open::add);
            needed.removeAll(always);
            if (needed.size() > 1 || !all.module(entry).needed().isEmpty()) {
                joined.put(entry, all.file(entry, needed, always).getBytes(StandardCharsets.UTF_8));
            }
        }
        return joined;
    }

    /** All that a module needs, and itself last: each behind what it needs. */
    private Set<String> closure(String module) {
        Set<String> done = new LinkedHashSet<>();
        visit(module, done, new LinkedHashSet<>());
        return done;
    }

    private void visit(String module, Set<String> done, Set<String> under) {
        if (done.contains(module)) {
            return;
        }
        if (!under.add(module)) {
            throw new IllegalStateException("modules need each other: " + String.join(", ", under));
        }
        module(module).needed().forEach(one -> visit(one, done, under));
        under.remove(module);
        done.add(module);
    }

    /** What some modules load later on that is not there from the beginning. */
    private Set<String> later(Set<String> some) {
        Set<String> always = closure(first);
        return some.stream()
                .flatMap(one -> module(one).later().stream())
                .filter(one -> !always.contains(one))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String file(String entry, Set<String> needed, Set<String> always) {
        StringBuilder file = new StringBuilder();
        file.append(
                entry.equals(first)
                        ? "export const " + JOINED + " = {};\n"
                        : "import {" + JOINED + "} from '" + relative(entry, first) + "';\n");
        for (String name : needed) {
            file.append(function(name, entry, always));
        }
        if (!entry.equals(first)) {
            exported(entry)
                    .keySet()
                    .forEach(name -> file.append("const $")
                            .append(name)
                            .append(" = ")
                            .append(kept(entry))
                            .append('.')
                            .append(name)
                            .append(";\n"));
            file.append(exported(entry).keySet().stream()
                    .map(name -> "$" + name + " as " + name)
                    .collect(Collectors.joining(", ", "export {", "};\n")));
        }
        return file.toString();
    }

    private String function(String name, String entry, Set<String> always) {
        ModuleSource module = module(name);
        StringBuilder function = new StringBuilder("// " + name + "\n" + kept(name) + " ??= (() => {\n");
        for (ModuleSource.Import imported : module.imports()) {
            function.append(bound(name, imported));
        }
        function.append(module.body(new In(entry, always)));
        return function.append("\nreturn {")
                .append(exported(name).entrySet().stream()
                        .map(one -> one.getKey() + ": " + one.getValue())
                        .collect(Collectors.joining(", ")))
                .append("};\n})();\n")
                .toString();
    }

    private String bound(String name, ModuleSource.Import imported) {
        Map<String, String> names = new TreeMap<>(imported.names());
        String whole = names.remove("*");
        Set<String> there = exported(imported.from()).keySet();
        names.keySet().stream().filter(one -> !there.contains(one)).findFirst().ifPresent(missing -> {
            throw new IllegalStateException(name + " imports " + missing + ", which " + imported.from() + " lacks");
        });
        String all = whole == null ? "" : "const " + whole + " = " + kept(imported.from()) + ";\n";
        return names.isEmpty()
                ? all
                : all
                        + names.entrySet().stream()
                                .map(one -> one.getKey() + ": " + one.getValue())
                                .collect(Collectors.joining(", ", "const {", "} = " + kept(imported.from()) + ";\n"));
    }

    /** What a module exports, by name, with the expression for it within the module's function. */
    private Map<String, String> exported(String name) {
        Map<String, String> all = new TreeMap<>();
        for (ModuleSource.PassedOn one : module(name).passedOn()) {
            if (one.names().isEmpty()) {
                exported(one.from()).keySet().stream()
                        .filter(passed -> !passed.equals("default"))
                        .forEach(passed -> all.put(passed, kept(one.from()) + "." + passed));
            } else {
                one.names().forEach((own, as) -> all.put(as, kept(one.from()) + "." + own));
            }
        }
        all.putAll(module(name).exports());
        return all;
    }

    private static String kept(String module) {
        return JOINED + "['" + module + "']";
    }

    /** The file that a module is joined into. */
    private final class In implements ModuleSource.Joining {
        private final String entry;
        private final Set<String> always;

        In(String entry, Set<String> always) {
            this.entry = entry;
            this.always = always;
        }

        @Override
        public String later(String module) {
            return always.contains(module)
                    ? "Promise.resolve().then(() => " + kept(module) + ")"
                    : "import('" + relative(entry, module) + "')";
        }

        @Override
        public String addressOf(String module) {
            return module.equals(entry)
                    ? "import.meta.url"
                    : "new URL('" + relative(entry, module) + "', import.meta.url).href";
        }
    }

    private ModuleSource module(String name) {
        ModuleSource known = modules.get(name);
        if (known == null) {
            known = new ModuleSource(name, text(name), imported -> resolved(name, imported));
            modules.put(name, known);
        }
        return known;
    }

    private String text(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new IllegalStateException("the app has no file " + name);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A module's name, by what another one says: relative to that one, or by the import map. */
    private String resolved(String from, String imported) {
        if (imported.startsWith("./") || imported.startsWith("../")) {
            List<String> path = new ArrayList<>(List.of(from.split("/")));
            path.remove(path.size() - 1);
            for (String part : imported.split("/")) {
                if (part.equals("..") && !path.isEmpty()) {
                    path.remove(path.size() - 1);
                } else if (!part.equals(".")) {
                    path.add(part);
                }
            }
            return String.join("/", path);
        }
        return importMap.entrySet().stream()
                .filter(entry -> imported.equals(entry.getKey())
                        || entry.getKey().endsWith("/") && imported.startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(entry ->
                        entry.getValue() + imported.substring(entry.getKey().length()))
                .orElseThrow(() -> new IllegalStateException(
                        from + " imports " + imported + ", which is not in the import map of " + AppFiles.INDEX));
    }

    private static String relative(String from, String to) {
        return (from.contains("/")
                        ? "../".repeat((int) from.chars().filter(c -> c == '/').count())
                        : "./")
                + to;
    }

    private static Map<String, String> importMap(String page) {
        Map<String, String> map = new HashMap<>();
        AppFiles.importMap(page).ifPresent(text -> {
            try {
                JsonNode imports = Json.MAPPER.readTree(text).path("imports");
                imports.properties()
                        .forEach(entry -> map.put(
                                entry.getKey(), entry.getValue().asText().replaceFirst("^\\./", "")));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the import map of " + AppFiles.INDEX + " is no JSON", e);
            }
        });
        return map;
    }
}
