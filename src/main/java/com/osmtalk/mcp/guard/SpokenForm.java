package com.osmtalk.mcp.guard;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text reduced to what is heard of it: letters and digits. Case, accents, blanks, punctuation, emoji and invisible
 * characters are gone, and a letter that only looks like a Latin one has become it. After Unicode's skeletons (UTS 39,
 * section 4), which keep case and punctuation, since they compare what is seen.
 *
 * <p>Two texts that differ may become one here; the worst of that is that a call is not placed a second time within
 * some minutes. The other mistake rings somebody's phone again.
 */
final class SpokenForm {
    /** Scripts in which a mark above or below a letter is an accent. In Indian ones it is a vowel. */
    private static final Set<UnicodeScript> WITH_ACCENTS = Set.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.HEBREW,
            UnicodeScript.ARABIC);

    /** The dot below a Devanagari letter, which many leave out. */
    private static final int NUKTA = 0x93C;

    /** Of Japanese syllables: ga, not ka. */
    private static final int VOICED = 0x3099;

    /** A sign that only makes a long number easier to read: 10,000. */
    private static final Pattern GROUPING = Pattern.compile("(?<=\\p{Nd})[,'\\u2019_\\p{Z}](?=\\p{Nd}{3}(?!\\p{Nd}))");

    /**
     * Letters and what they are taken for, without those that Unicode's compatibility forms know (full-width and
     * mathematical letters). Lower-case Cyrillic letters stand for their capitals too, so that a word in capitals is
     * the same word; within a script no two letters become the same one, except by an accent.
     */
    private static final Map<Integer, String> ALIKE = table(
            // Latin
            "ø o",
            "ł l",
            "đ d",
            "ħ h",
            "ŧ t",
            "ı i",
            "ȷ j",
            "ɑ a",
            "ɡ g",
            "ɩ i",
            "ʋ v",
            "ɾ r",
            "ƙ k",
            "ƒ f",
            "ɓ b",
            "ɗ d",
            "ƴ y",
            "æ ae",
            "œ oe",
            "ß ss",
            "þ th",
            "ð d",
            "ᴀ a",
            "ʙ b",
            "ᴄ c",
            "ᴅ d",
            "ᴇ e",
            "ꜰ f",
            "ɢ g",
            "ʜ h",
            "ɪ i",
            "ᴊ j",
            "ᴋ k",
            "ʟ l",
            "ᴍ m",
            "ɴ n",
            "ᴏ o",
            "ᴘ p",
            "ʀ r",
            "ꜱ s",
            "ᴛ t",
            "ᴜ u",
            "ᴠ v",
            "ᴡ w",
            "ʏ y",
            "ᴢ z",
            "ǀ l",
            // Cyrillic
            "а a",
            "в b",
            "е e",
            "к k",
            "м m",
            "н h",
            "о o",
            "р p",
            "с c",
            "т t",
            "у y",
            "х x",
            "ѕ s",
            "і i",
            "ј j",
            "һ h",
            "ԁ d",
            "ԛ q",
            "ԝ w",
            "ӏ l",
            "ѵ v",
            "ԍ g",
            "ҽ e",
            "ь b",
            "г r",
            "п n",
            // Greek
            "α a",
            "β b",
            "ε e",
            "ζ z",
            "η h",
            "ι i",
            "κ k",
            "μ m",
            "ν n",
            "ο o",
            "ρ p",
            "τ t",
            "υ y",
            "χ x",
            "ϲ c",
            "ϳ j",
            "ϝ f",
            // Armenian and Cherokee
            "օ o",
            "ս u",
            "հ h",
            "ո n",
            "ց g",
            "զ q",
            "ք p",
            "յ j",
            "լ l",
            "ꭰ d",
            "ꭱ r",
            "ꭲ t",
            "ꭵ i",
            "ꭺ a",
            "ꭻ j",
            "ꭼ e",
            "ꮃ w",
            "ꮇ m",
            "ꮋ h",
            "ꮍ y",
            "ꮐ g",
            "ꮓ z",
            "ꮢ r",
            "ꮩ v",
            "ꮪ s",
            "ꮮ l",
            "ꮯ c",
            "ꮲ p",
            "ꮶ k");

    /** Greek small letters among Latin ones are chosen for how they look, not for their capitals. */
    private static final Map<Integer, String> ALIKE_WHEN_SMALL =
            table("ν v", "η n", "υ u", "ω w", "γ y", "σ o", "ς c", "π n");

    private SpokenForm() {}

    static String of(String text) {
        // upper case first, since it has fewer forms: ß and ſ have none of their own
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        String grouped = GROUPING.matcher(plain).replaceAll("");
        int[] characters = Normalizer.normalize(grouped, Normalizer.Form.NFKD)
                .codePoints()
                .filter(SpokenForm::isThere)
                .toArray();
        StringBuilder spoken = new StringBuilder();
        int letter = -1;
        for (int i = 0; i < characters.length; i++) {
            int character = characters[i];
            if (Character.isDigit(character)) {
                // 3.30 is not 330
                boolean apart = i > 0 && !Character.isDigit(characters[i - 1]) && endsWithDigit(spoken);
                spoken.append(apart ? "." : "").append(Character.digit(character, 10));
            } else if (Character.isLetter(character)) {
                letter = character;
                spoken.append(asLatin(characters, i));
            } else if (isVowelSign(character, letter)) {
                spoken.appendCodePoint(character);
            }
        }
        return spoken.toString().replace('0', 'o').replace('1', 'l').replace('i', 'l');
    }

    private static String asLatin(int[] characters, int at) {
        int character = characters[at];
        String small = ALIKE_WHEN_SMALL.get(character);
        return small != null && isAmongLatin(characters, at)
                ? small
                : ALIKE.getOrDefault(character, Character.toString(character));
    }

    /** Whether a letter is in a word that has Latin letters. */
    private static boolean isAmongLatin(int[] characters, int at) {
        int first = at;
        while (first > 0 && Character.isLetter(characters[first - 1])) {
            first--;
        }
        for (int i = first; i < characters.length && Character.isLetter(characters[i]); i++) {
            if (UnicodeScript.of(characters[i]) == UnicodeScript.LATIN) {
                return true;
            }
        }
        return false;
    }

    /** A mark that tells one syllable from another, as in Indian scripts; one that is an accent does not. */
    private static boolean isVowelSign(int character, int letter) {
        int type = Character.getType(character);
        return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
                && letter >= 0
                && character != NUKTA
                && (character == VOICED || UnicodeScript.of(character) != UnicodeScript.INHERITED)
                && !WITH_ACCENTS.contains(UnicodeScript.of(letter));
    }

    /** Whether a character can be seen at all; some of those that can't are letters or marks for Unicode. */
    private static boolean isThere(int character) {
        return !Character.isIdentifierIgnorable(character)
                && !(character >= 0x115F && character <= 0x1160)
                && !(character >= 0x17B4 && character <= 0x17B5)
                && !(character >= 0x180B && character <= 0x180F);
    }

    private static boolean endsWithDigit(CharSequence spoken) {
        return spoken.length() > 0 && Character.isDigit(spoken.charAt(spoken.length() - 1));
    }

    /** @param pairs a letter, a blank and what it is taken for */
    private static Map<Integer, String> table(String... pairs) {
        Map<Integer, String> table = new HashMap<>();
        for (String pair : pairs) {
            int letter = pair.codePointAt(0);
            table.put(letter, pair.substring(Character.charCount(letter) + 1));
        }
        return table;
    }
}
