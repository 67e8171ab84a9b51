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
     * the same word. No two letters of the Russian or the Greek alphabet become the same one.
     *
     * <p>Of other scripts it has what Unicode's confusables.txt (UTS 39) lists as taken for a Latin letter. ICU's
     * SpoofChecker knows that list too, at 14 MB for a program that is to start at once.
     */
    private static final Map<Integer, String> ALIKE = table(
            // Latin
            "øo łl đd ħh ŧt ıi ȷj ɑa ɡg ɩi ʋv ɾr ƙk ƒf ɓb ɗd ƴy æae œoe ßss þth ðd ᴀa ʙb ᴄc ᴅd ᴇe "
                    + "ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ǀl ʼ ƀb ƃb ƅb ƈc ɖd ƌd ƍg "
                    + "ɠg ɨi ƚl ɲn ƞn ɵo ƥp ƭt ʈt ƶz ƽs ǁll ǥg ȥz ȼc ⱦt ʉu ɇe ɉj ɍr ɏy ɣy ɦh ɫl ɭl ɯw ɱrn "
                    + "ɳn ɼr ɽr ʂs ʐz ʠq ʣdz ʦts ʪls ʫlz ᴑo ᵫue ᵮf ᵯrn ᵰn ᵲr ᵴs ᵵt ᵶz ᵻi ᵼi ᵽp ᵾu ᶃg ᶌy ẝf "
                    + "ỿy ⱨh ⱪk ꜳaa ꜵao ꜷau ꜹav ꜻav ꜽay ꝁk ꝋo ꝏoo ꝡw ꝷtf ꞙf ꞟu ʝj ꭓx ꞵb ꬲe ꬵf ꬽo ꬾo ꭇr ꭈr "
                    + "ꭎu ꭒu ꭚy ꭣuo",
            // Cyrillic
            "аa вb еe кk мm нh оo рp сc тt уy хx ѕs іi јj һh ԁd ԛq ԝw ӏl ѵv ԍg гr пn ѡw ѳo ѽw ұy "
                    + "үy ҳx ҽe ҿe ҭt ҫc ңh ӊh ӈh ҟk қk ӎm өo ғr ґr ꚕh ꙇi",
            // Greek
            "αa βb εe ζz ηh ιi κk μm νn οo ρp τt υy χx ϲc ϳj ϝf",
            // Armenian and Georgian
            "օo սu հh ոn ցg զq քp յj լl տs աw գq ռn ყy ჿo",
            // Cherokee
            "ꭰd ꭱr ꭲt ꭵi ꭺa ꭻj ꭼe ꮃw ꮇm ꮋh ꮍy ꮐg ꮓz ꮢr ꮩv ꮪs ꮮl ꮯc ꮲp ꮶk ꭴo ꭹy ꮎo ꮒh ꮜu ꮟb ꮤw ꮥs "
                    + "ꮷd ꮻo ᏺh ᏻg ᏼb ꮁr",
            // Canadian syllabics
            "ᐯv ᐺv ᐻv ᑌu ᑗu ᑘu ᑧu ᑭp ᑯd ᑲb ᑳb ᑶp ᑷp ᑺd ᑻd ᑾb ᑿb ᒀb ᒁb ᒆp ᒇd ᒈb ᒍj ᒘj ᒙj ᒪl ᒶl ᒷl "
                    + "ᕁx ᕼh ᕽx ᖇr ᖯb ᖴf ᗅa ᗞd ᗪd ᗰm ᗷb",
            // Lisu
            "ꓐb ꓑp ꓒd ꓓd ꓔt ꓖg ꓗk ꓙj ꓚc ꓜz ꓝf ꓟm ꓠn ꓡl ꓢs ꓣr ꓦv ꓧh ꓪw ꓫx ꓬy ꓮa ꓰe ꓲl ꓳo ꓴu",
            // Coptic, Tifinagh and runes
            "ⲅr ⲏh ⲓl ⲕk ⲙm ⲛn ⲟo ⲣp ⲥc ⲧt ⲩy ⲭx ⳑl ⴱo ⴸv ⴹe ⵁo ⵏl ⵔo ⵕq ⵝx ᚷx ᛁl ᛕk ᛖm",
            // scripts beyond the first 65,536 characters
            "𐌁b 𐌂c 𐌉l 𐌑m 𐌕t 𐌗x 𐊂b 𐊆e 𐊇f 𐊊l 𐊐x 𐊒o 𐊕p 𐊖s 𐊗t 𐊠a 𐊡b 𐊢c 𐊥f 𐊫o 𐊰m "
                    + "𐊱t 𐊲y 𐊴x 𐋏h 𐐬o 𐐽c 𐑃l 𐑈s 𐓜r 𐓪o 𐓶u 𐔓n 𐔖o 𐔘k 𐔜c 𐔝v 𐔥f 𐔦l 𐔧x 𑣀v 𑣂f "
                    + "𑣃i 𑣄z 𑣆e 𑣉z 𑣎e 𑣒l 𑣕o 𑣘u 𑣜y 𑣁s 𑣈o 𑣗o 𖼈v 𖼊t 𖼖l 𖼨l 𖼵r 𖼺s 𖽀a 𖽂u 𖽃y");

    /**
     * Letters that are taken for Latin ones among such only: Greek small letters, which are then chosen for how they
     * look, not for their capitals, and those of scripts whose own words would become the same.
     */
    private static final Map<Integer, String> ALIKE_AMONG_LATIN =
            table("νv ηn υu ωw γy σo ςc πn ьb", "וl טv ןl סo اl هo ھo ەo ہo ߊl ଠo ഠo တo ဝo ሀu ዐo");

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
        String small = ALIKE_AMONG_LATIN.get(character);
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

    /** @param pairs in words: a letter, and what it is taken for */
    private static Map<Integer, String> table(String... pairs) {
        Map<Integer, String> table = new HashMap<>();
        for (String pair : String.join(" ", pairs).split(" ")) {
            int letter = pair.codePointAt(0);
            table.put(letter, pair.substring(Character.charCount(letter)));
        }
        return table;
    }
}
