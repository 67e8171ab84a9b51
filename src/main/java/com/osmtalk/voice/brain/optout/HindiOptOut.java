package com.osmtalk.voice.brain.optout;

import java.util.List;

/**
 * Hindi, in its own letters and in Latin ones, which have no fixed spelling. In Hindi, times and persons stand before
 * the
 * verb: "kal phone mat karna", "unko phone mat karna".
 */
final class HindiOptOut {
    private static final String NO_LETTER_BEFORE = "(?<![\\p{L}\\p{M}])";
    private static final String NO_LETTER_AFTER = "(?![\\p{L}\\p{M}])";

    private static String word(String alternatives) {
        return NO_LETTER_BEFORE + "(?:" + alternatives + ")" + NO_LETTER_AFTER;
    }

    private static final String CALL = word("calls?|col|kol|phones?|fone?|phn|msgs?|messages?|mesej|sms"
            + "|contact|sampark"
            + "|sandesh|कॉल|काल|कॉल्स|कालें|कॉलें|फोन|मैसेज|मेसेज|मेसज|संदेश|सन्देश|एसएमएस|संपर्क|सम्पर्क|कांटेक्ट"
            + "|कॉन्टैक्ट");
    private static final String NOT = word("mat|mt|na|naa|nahi|nahin|nhi|nai|nahee|मत|न|ना|नहीं|नही");

    /** To do, to place a call, to send: as one asks for it, in every degree of politeness. */
    private static final String DO = word("kiya jaye|kiya jae|na kiya jaye|(?:kiya |kia )?(?:kar(?:o|na|iye|iyega"
            + "|iega|iyo|en|ein|e|ay|ega|enge|engi)"
            + "|kr(?:o|na|iye|iyega|en|ein|e)|ki+jiye(?:ga)?|keejiye(?:ga)?|kijie(?:ga)?|lag(?:a+o|a+na|a+iye"
            + "|a+iyega|a+en|aye)"
            + "|bhej(?:o|na|iye|iyega|en|ein|e)|mila(?:o|na|iye|iyega)|kare)"
            + "|किया जाए|किया जाये|(?:किया )?(?:कर(?:ो|ना|िए|िये|िएगा|ियेगा|ियो|ें|े|ोगे)|की?जि(?:ए|ये)(?:गा)?"
            + "|कीजिएगा|लगा(?:ओ|ना|इए|इये|इएगा|एं|एँ)"
            + "|भेज(?:ो|ना|िए|िये|िएगा|ें|े)|मिला(?:ओ|ना|इए|इएगा))");

    private static final String ME = word("mujhe|mujhko|mujh ko|muje|mujhse|hame|hamein|humein|hume|hamen|hamko"
            + "|humko|ham ko|mereko"
            + "|mere ko|hamse|humse|मुझे|मुझको|हमें|हमे|हमको|मेरे को|मुझसे|हमसे");
    private static final String MINE = word(
            "mera|meraa|mere|meri|hamara|humara|hamare|hamari|is|iss|मेरा|मेरे|मेरी" + "|हमारा|हमारे" + "|हमारी|इस");
    private static final String WORDS = "(?:[^, ]+ ){0,6}?";

    /** To take away, as one asks for it. */
    private static final String REMOVE = "(?:"
            + word("block|ब्लॉक|hata|hataa|nikal|nikaal|mita|mitaa|delete|remove"
                    + "|erase|kaat|kat|bhool|bhul"
                    + "|हटा|निकाल|मिटा|डिलीट|रिमूव|काट|भूल")
            + " (?:kar )?(?:कर )?"
            + word("kardo|krdo|kardijiye|do|dijiye|dijie|dein|den|de|dijiyega|dena|karo|kijiye|kariye|jao|jaiye|दो"
                    + "|दीजिए|दीजिये|दें|दे|दीजिएगा|देना|करो"
                    + "|कीजिए|करिए|करें|जाओ|जाइए")
            + "|"
            + word("hatao|hatavo|hataiye|hatayen|hataein|nikalo|nikaalo|nikaliye|mitao|हटाओ|हटाइए|हटाएं|हटाएँ"
                    + "|निकालो|निकालिए"
                    + "|निकालें|मिटाओ|मिटाइए")
            + ")";

    private static final String LIST = word("list|lists|suchi|soochi|database|data base|system|record|records"
            + "|register|लिस्ट|सूची"
            + "|डेटाबेस|डाटाबेस|सिस्टम|रिकॉर्ड|रजिस्टर");

    private static final List<String> CEASE = List.of(
            // mujhe call mat karo
            CALL + " (?:(?:karke|kar ke|bhi|hi|wapas|vapas|करके|भी|ही|वापस) )?(?:"
                    + word("mat|mt|na|naa|मत" + "|" + "न|ना")
                    + " "
                    + DO + "|" + word("mat|मत") + " " + word("karo|करो") + ")",
            "(?:" + ME + "|" + MINE + "|"
                    + word("dobara|dubara|phir|fir|kabhi|aage|दोबारा|दुबारा|फिर|कभी" + "|आगे|आइंदा|yahan|यहां")
                    + ") " + WORDS + CALL + " " + word("nahi|nahin|nhi|नहीं|नही") + " "
                    + word("karna|karo|karein|karen|kare|karenge|kijiye|kijiyega|करना|करो|करें|करेंगे|कीजिए"
                            + "|कीजिएगा")
                    + "(?! (?:hai|है|tha|था|chah|चाह))",
            word("mat|मत|na|न") + " " + DO + " (?:[^, ]+ )?(?:" + ME + " )?" + CALL,
            // mat call kiya karo
            word("mat|मत") + " " + CALL + " " + DO,
            // aapke call nahi chahiye mujhe
            word("aapka|aapke|aapki|apka|apke|apki|tumhara|tumhare|tumhari|aise|ye|yeh|आपका|आपके|आपकी"
                            + "|तुम्हारे|ऐसे|ये")
                    + " (?:[^, ]+ )?" + word("calls?|messages?|msg|sms|कॉल|कॉल्स|मैसेज|संदेश") + " "
                    + word("nahi|nahin|nhi|nai|नहीं|नही") + " " + word("chahiye|chahie|chaiye|chahiyen|चाहिए|चाहिये"),
            // dobara is number par call nahi aana chahiye
            "(?:" + ME + "|" + MINE + "|"
                    + word("dobara|dubara|phir|fir|kabhi|aage se|aainda|दोबारा|दुबारा|फिर|कभी|आगे से|आइंदा") + ") "
                    + WORDS
                    + CALL + " (?:" + word("dobara|phir|kabhi|दोबारा|फिर|कभी") + " )?"
                    + word("nahi|nahin|nhi|na|नहीं|नही|न|ना") + " " + word("aana|aani|aane|ana|आना|आनी|आने") + " "
                    + word("chahiye|chahie|chaiye|chahiyen|चाहिए|चाहिये"),
            // call karna band karo
            "(?:" + CALL + " (?:(?:kar|करके|karke) )?"
                    + word("karna|krna|karne|lagana|bhejna|aana|करना|करने" + "|लगाना|भेजना|आना")
                    + "|" + word("calls|ye call|yeh call|aise call|कॉल्स|ये कॉल|ऐसे कॉल|ये फोन|ye phone") + ") "
                    + "(?:(?:bilkul|turant|please|ab|abhi|बिल्कुल|तुरंत|प्लीज|अब|अभी|से) )?"
                    + word("band|bandh|bund|rok|stop|chhod|chod|बंद|बन्द|रोक|छोड|स्टॉप") + " (?:(?:kar|कर|ही"
                    + ") )?"
                    + word("karo|kijiye|kariye|karein|karen|kare|kro|do|dijiye|dein|den|dijiyega|hone|ho"
                            + "|karna|करो|कीजिए|कीजिये"
                            + "|करिए|करें|दो|दीजिए|दीजिये|दें|होने|हो|करना"),
            word("aap|ap|tum|आप|तुम") + " " + WORDS + CALL + " " + word("karna|karne|करना") + " (?:[^, ]+ )"
                    + "?" + word("band|बंद") + " "
                    + word("karenge|karoge|kar doge|kar denge|kar sakte|करेंगे|करोगे|कर दोगे|कर देंगे|कर सकते"),
            CALL + " [^,]{0,30}, (?:" + word("ab|aage se|phir|ab se|अब|आगे से|फिर" + "|अब से") + " )?"
                    + word("ma" + "t|मत")
                    + " "
                    + word("karna|karo|kijiye|kijiyega|karein|करना|करो|कीजिए|कीजिएगा|करें"),
            word("stop|band|स्टॉप|बंद") + " "
                    + word("karo|kar do|kijiye|kar dijiye|karein|करो|कर दो|कीजिए" + "|कर दीजिए" + "|करें")
                    + " (?:[^, ]+ )?"
                    + word("calls|ye call|ye phone|phone karna|call karna|कॉल्स|ये कॉल|कॉल करना|फोन करना"),
            CALL + " " + word("karne|karna|करने") + " (?:se|ko|से|को) " + word("mana|manaa|मना") + " "
                    + word("kiya|kar|karta|karti|किया|कर|करता|करती"),
            word("peecha|peechha|picha|pichha|पीछा") + " "
                    + word("chhodo|chodo|chhod do|chod do|chhodiye" + "|छोडो|छोड दो|छोडिए|छोड दीजिए"),
            "(?:" + ME + ") " + word("akela|अकेला") + " " + word("chhod|chod|छोड") + " "
                    + word("do|dijiye|द" + "ो|दीजिए"),
            // mujhe pareshan mat karo
            word("pareshan|pareshaan|paresan|tang|disturb|dikkat|परेशान|तंग|डिस्टर्ब") + " (?:"
                    + word("mat|" + "mt|na|naa|मत|न|ना") + " "
                    + DO + "|" + word("karna|करना") + " " + word("band|बंद") + ")",
            // mujhe aapki call nahi chahiye
            "(?:" + ME + "|" + word("hum|ham|main|हम|मैं") + ") (?:[^, ]+ ){0,5}?(?:"
                    + word("calls?|message" + "s?|msg|sms|कॉल|कॉल्स|मैसेज|संदेश")
                    + "|"
                    + word("aapka|aapke|aapki|apka|apke|apki|tumhara|tumhare|tumhari|आपका|आपके|आपकी"
                            + "|तुम्हारा|तुम्हारे|ऐसे|aise")
                    + " (?:[^, ]+ )?" + word("phones?|fon|फोन") + ") (?:[^, ]+ ){0,2}?"
                    + word("nahi|nahin|n" + "hi|nai|नहीं|नही") + " "
                    + "(?:(?:aana|aani|aane|आना|आनी|आने|karna|लेना) )?"
                    + word("chahiye|chahie|chaiye" + "|chahiyen|चाहिए|चाहिये|चाहिएं|chahta|chahti|चाहता|चाहती"),
            // main nahi chahta ki aap mujhe call karein
            word("nahi|nahin|nhi|नहीं|नही") + " " + word("chahta|chahti|chahte|चाहता|चाहती|चाहते") + " (?:[^"
                    + ", ]+ ){0,5}?" + CALL + " "
                    + word("karo|kare|karein|karen|aaye|aayein|करें|करे|करो|आए|आएं"));

    private static final List<String> REMOVE_ME = List.of(
            // mera number list se hata do
            MINE + " (?:(?:phone|mobile|fon|naam aur|फोन|मोबाइल) )?"
                    + word("number|numbar|nambar|no|naam" + "|nam|नंबर|नम्बर|नाम") + " "
                    + "(?:(?!bill|order|invoice|booking|waiting|बिल|ऑर्डर|बुकिंग|वेटिंग|mat|na|मत|न "
                    + "|se bill)[^, ]+ ){0,6}?" + REMOVE,
            "(?:^|, )(?:" + word("please|kripya|bas|कृपया|बस|प्लीज") + " )?"
                    + word("number|naam|nambar" + "|नंबर" + "|नाम")
                    + " (?:[^, ]+ se )?" + REMOVE,
            ME + " " + WORDS + LIST + " " + word("mein|me|main|में") + " " + word("nahi|nahin|nhi|नहीं|नही")
                    + " "
                    + word("rahna|rehna|hona|chahiye|रहना|होना"),
            ME + " (?:(?!waiting|hold|वेटिंग|होल्ड|order|ऑर्डर)[^, ]+ ){0,4}?" + LIST + " (?:se|mein se|me s"
                    + "e|से|में से) (?:[^, ]+ ){0,2}?"
                    + REMOVE,
            word("dnc|dnd|do not call|डू नॉट कॉल|डीएनसी|डीएनडी") + " (?:[^, ]+ ){0,3}?(?:mein|me|main|par|pe"
                    + "|में|पर) (?:[^, ]+ ){0,2}?"
                    + word("daal|dal|daalo|dalo|daaliye|daliye|add|rakh|rakho|jod|likh|डाल|डालो|डालिए|जोड़"
                            + "|जोड|रख|लिख"));

    /** Times and other persons, before the verb in the same clause; what others said. */
    private static final String LIMITED_BEFORE = "(?:^|, )[^,]*(?:"
            // "din raat" and "har samay" are always
            + word("abhi(?! (?:ke baad|se))|kal|subah(?! (?:aur )?(?:shaam|sham))"
                    + "|(?<!subah )(?<!subah aur )(?:shaam|sham)"
                    + "|(?<!din )(?<!din aur )raat(?! (?:aur )?din)|dopahar|dophar|baje|tak|jab|agar|itni"
                    + "|meeting|office|sunday"
                    + "|monday|tuesday|wednesday|thursday|friday|saturday|weekend|ravivar|somvar|mangalvar"
                    + "|budhvar|guruvar"
                    + "|shukravar|shanivar|hafte|se pehle|baad mein|aaj(?! (?:ke baad|se))|kisi(?! bhi)"
                    + "|(?<!har )(?:samay|waqt|vakt)|dauran|chalate|khate|sote|chhutti|office|us number|us no"
                    + "|dusre number|doosre number|usko|unko|inko|isko|kisiko|unhe|unhein|unhen|usse|use(?= )"
                    + "|inhe|kehte|kehta|kehti|usne|unhone"
                    + "|अभी(?! (?:के बाद|से))|कल|सुबह(?! (?:और )?शाम)|(?<!सुबह )(?<!सुबह और )शाम"
                    + "|(?<!दिन )(?<!दिन और )रात(?! (?:और )?दिन)|दोपहर|बजे|तक|जब|अगर|इतनी|मीटिंग|ऑफिस|रविवार"
                    + "|सोमवार|मंगलवार|बुधवार|गुरुवार"
                    + "|शुक्रवार|शनिवार|संडे|हफ्ते|से पहले|बाद में|आज(?! (?:के बाद|से))|किसी(?! भी)"
                    + "|(?<!हर )(?:समय|वक्त)"
                    + "|दौरान|चलाते|खाते|सोते|छुट्टी|उस नंबर|दूसरे नंबर|उसको|उनको|इनको|इसको|किसीको|उन्हें"
                    + "|उसे|इन्हें|कहते|कहता|कहती"
                    + "|उसने|उन्होंने")
            + "|" + word("wo|vo|woh|patni|biwi|pati|papa|mummy|beti|वो|वह|पत्नी|बीवी|पति|पापा|मम्मी|बेटी") + " "
            + word("bola|boli|bole|keh rah[aie]|kah rah[aie]|बोला|बोली|बोले|कह रहा|कह रही|कह रहे")
            + "|(?<!main )(?<!mai )(?<!hum )(?<!ham )(?<!मैं )(?<!हम )" + word("ne|ने") + " "
            + "(?:" + word("mujhse|mujhe|mujhko|usse|unse|hamse|humse|phir|मुझसे|मुझे|मुझको|उससे|उनसे|हमसे" + "|फिर")
            + " )?"
            + word("kaha|bola|boli|likha|कहा|बोला|बोली|लिखा")
            + "|(?<!aaj )(?<!iske )(?<!is )(?<!ab )(?<!आज )(?<!इसके )(?<!इस )(?<!अब )" + word("ke baad|के बाद")
            + "|(?<!mujh )(?<!ham )(?<!hum )(?<!mere )(?<!मुझ )(?<!हम )(?<!मेरे )(?<!aap )(?<!आप )"
            + word("ko|को")
            + ")[^,]* *$"
            // my sister said, "…"
            + "|(?<!main )(?<!mai )(?<!hum )(?<!ham )(?<!मैं )(?<!हम )" + word("ne|ने") + " (?:"
            + word("mujhse|mujhe|mujhko|hamse|humse|मुझसे|मुझे|मुझको|हमसे") + " )?"
            + word("kaha|bola|likha|कहा|बोला|लिखा") + "(?: ki| कि)?(?: ,[^,]*)? *$";

    /** To forget, to say; "I'm in a meeting". */
    private static final String LIMITED_AFTER = "(?: ?(?:bhool|bhul|भूल|kaha|कहा|kehte|कहते))"
            + "|(?: ,)? "
            + word("(?:subah|सुबह)(?! (?:shaam|sham|शाम))|savere|sawere|सवेरे|shaam|sham"
                    + "|raat(?! (?:aur )?din)|dopahar"
                    + "|dophar|din mein|din me"
                    + "|kal|aaj(?! (?:ke baad|se))|itwar|sunday|saturday|ravivar|weekend"
                    + "|शाम|रात(?! (?:और )?दिन)|दोपहर|दिन में|कल|आज(?! (?:के बाद|से))|इतवार|रविवार|संडे|शनिवार")
            + "(?! (?:ya|aur|या|और|ki tarah))|.*"
            + word("meeting|dr"
                    + "iv\\w*|gaadi|gadi|busy|vyast|so rah[aei]\\w*|abhi|baad (?:mein|me)"
                    + "|मीटिंग|गाड़ी|गाडी|व्यस्त|बिजी|ड्राइव|सो रह[ाेी]|अभी|बाद में");

    /** ", I'll tell them"; ", I'll ring them myself". */
    private static final String I_WILL_TELL = "(?: ,)? " + word("main|mai|hum|ham|मैं|हम") + " (?:"
            // "I'll tell the police" is a threat, and the wish stands
            + "(?!police|complaint|shikayat|trai|court|पुलिस|शिकायत|कोर्ट)[^, ]+ ){0,3}?"
            + word("bata|bol|keh|kah|samjha|बता|बोल|कह|समझा") + " "
            + word("d[ou]+ng[aei]|denge|d[ou]+n ?g[aei]|दूंगा|दूंगी|दुंगा|दुंगी|देंगे")
            + "|(?: ,)? " + word("main|mai|मैं") + " (?:[^, ]+ ){0,2}?" + word("khud|खुद") + " ";

    private static final String ONLY_TALKED_ABOUT =
            word("kehte|kehta|kehti|usne|unhone|agar|कहते|कहता|कहती|उसने" + "|उन्होंने|अगर");

    static final List<OptOutGrammar> GRAMMARS = List.of(
            new OptOutGrammar(CEASE, LIMITED_BEFORE, LIMITED_AFTER + "|" + I_WILL_TELL),
            new OptOutGrammar(REMOVE_ME, ONLY_TALKED_ABOUT, OptOutGrammar.NO_LIMIT));

    private HindiOptOut() {}
}
