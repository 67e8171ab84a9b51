package com.osmtalk.voice.brain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts text into sentences that can be spoken, as it arrives from a model. A full stop ends a sentence only when the
 * text after it shows that it is no abbreviation; markup is dropped, for nobody wants to hear it; and after 300
 * characters without an end it is cut at a space, so that speech begins.
 */
public final class SentenceSplitter {
    private static final int LONGEST = 300;
    private static final int LONGEST_ABBREVIATION = 10;
    private static final Pattern END = Pattern.compile("[.!?…।]{1,8}[\"'”’)]{0,4}\\s|\\n");
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i)(^|[\\s(.])(mr|mrs|ms|dr|prof|st|no|vs|approx|etc|e\\.g|i\\.e|[a-z]|\\d{1,2})\\.\\s$");
    private static final Pattern MARKUP = Pattern.compile("\\*+|`+|__|^#+ ");

    private final Consumer<String> out;
    private final StringBuilder pending = new StringBuilder();

    /** @param out is given each sentence, without markup and never blank */
    public SentenceSplitter(Consumer<String> out) {
        this.out = out;
    }

    /** The sentences of a text that is complete. */
    public static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        SentenceSplitter splitter = new SentenceSplitter(sentences::add);
        splitter.add(text);
        splitter.end();
        return sentences;
    }

    /** More text; a sentence is given on when the text after it shows that it is complete. */
    public void add(String text) {
        pending.append(text);
        int from = 0;
        Matcher ends = END.matcher(pending);
        while (ends.find()) {
            int end = ends.end();
            String lastWord = pending.substring(Math.max(from, end - LONGEST_ABBREVIATION), end);
            if (!ABBREVIATION.matcher(lastWord).find()) {
                give(pending.substring(from, end));
                from = end;
            }
        }
        pending.delete(0, from);
        while (pending.length() > LONGEST) {
            int space = pending.lastIndexOf(" ", LONGEST);
            int end = space > 0 ? space : LONGEST;
            give(pending.substring(0, end));
            pending.delete(0, end);
        }
    }

    /** The text is complete: what is left is a sentence too. */
    public void end() {
        give(pending.toString());
        pending.setLength(0);
    }

    private void give(String text) {
        String sentence = MARKUP.matcher(text).replaceAll("").strip();
        if (!sentence.isEmpty()) {
            out.accept(sentence);
        }
    }
}
