package com.osmtalk.voice.brain.optout;

import java.util.List;

/** English, with its contractions written in full, so that "don't" and "do not" are one. */
final class EnglishOptOut {
    /** Where a request may begin: at the beginning, after a comma, or after words that lead to one. */
    private static final String START = "(?:^|, |\\b(?:and|but|so|or|then|also|please|just|kindly|ok|okay|no"
            + "|yes|well"
            + "|thanks|thank you|sorry|listen|look|hey|hi|hello|sir|madam|interested|number|again|busy|because|stop"
            + "|guys|folks|mate|man|dude"
            + "|love|dear|ma'am|maam|miss|mister|bro|brother|bhai|buddy|enough|times?|now|already|today|right|clear"
            + "|calls|anything|here"
            + "|(?:i|we)(?: have)?(?: already)? (?:said|repeat|say)) )"
            + "(?:(?:please|just|kindly|simply|now|all of you|you people|you guys|for god's sake) ){0,2}";

    /** Others, unless it is somebody else who asked them: "my son told them to stop calling" is a story. */
    private static final String OTHERS_ASKED_BY_US =
            "(?:(?<=\\b(?:ask|tell|want|wants|need|needs|like|beg|expect|get|order|demand|urge) )"
                    + "|(?<=\\b(?:i|we)(?: have| had| am| are| was| were| keep| kept)?(?: been)?"
                    + "(?: already| just| also| even| always| repeatedly)?"
                    + " (?:asked|asking|told|telling|begged|begging|warned|warning|wanted|needed|requested"
                    + "|requesting|instructed) ))(?:them|everybody|everyone)\\b";

    /** Have the decency to; be so kind as to: not "he had the decency to". */
    private static final String HAVE_THE_DECENCY = "(?:" + START + "|\\b(?:at least|could you|would you"
            + "|can you|will you"
            + "|do not you|do you not|you(?: people| guys)? (?:should|could|might"
            + "|can)) )(?:at least )?(?:(?:have|show"
            + "|find)(?: (?:the|some|a little|enough|a shred of|an ounce of))?(?: common| basic| human| good)?"
            + " (?:decency|courtesy|kindness|goodness|sense|grace|heart|manners|respect) to"
            + "|be (?:so (?:kind|good) as to|so (?:kind|good) and|(?:kind|good|decent|nice"
            + "|polite) enough (?:to|and)"
            + "|an? (?:dear|darling|sport|gentleman|good \\w+|decent \\w+) and)) (?:please |just |finally )?";

    /** Somebody is asked to do something: the imperative, or a question or wish that comes to it. */
    private static final String ASKED = "(?:" + START
            + "|\\b(?:can|could|would|will) (?:you|somebody|someone)(?: (?:people|guys|all|lot))?"
            + "(?: (?:please|kindly|just|maybe|possibly|ever|finally|now)){0,2} "
            + "|\\b(?:you|they)(?: people| guys)? (?:just |really |please )?(?:need to|have to|have got to|must"
            + "|should|better"
            + "|had better|ought to|can|may) (?:please |just )?"
            + "|\\bwhy (?:do|will|can|would) (?:not you|you not)(?: people| guys| just| please| ever)? "
            + "|\\b(?:demand|insist|request|wish|hope|prefer|happy if|appreciate it if|grateful if|glad if|great if"
            + "|nice if"
            + "|good if|time)(?: that)? you(?: people| guys)?(?: (?:would|will|could|can|please|kindly|just"
            + "|all)){0,2} "
            + "|\\b(?:request|notice|demand|instruction|warning|time)(?: for you)? to "
            + "|\\b(?:to make|for|so|so that|get|to get)(?: \\w+)? you(?: people| guys)?(?: to| will| would)? "
            // "have I not asked you" is no denial
            + "|(?<!(?<!\\b(?:has|have|did|had) (?:i|we|he|she|they"
            + "|my \\w{1,12}) )not )(?<!never )\\b(?:ask|asks|asked|asking|tell|tells|told|telling|want"
            + "|wants|wanted|need|needs"
            + "|needed"
            + "|like|beg|begging|begged|warned|warning|requested|requesting|instructed|expect|get|order"
            + "|demand|urge)"
            + " (?:you|your \\w+|(?:" + OTHERS_ASKED_BY_US
            + "))(?: (?!not |never |to )\\w+){0,5}? to (?:please |kindly "
            + "|just |immediately )?"
            + "|\\blet you (?:people )?|" + HAVE_THE_DECENCY + ")";

    /** Contact, as what is done to a person. */
    private static final String CONTACT =
            "(?:call|phone|ring|contact|text|message|telephone|dial|email|msg|whatsapp|reach out to|follow up with"
                    + "|get in touch"
                    + " with|bother|disturb|harass|pester|bug|annoy|spam|hassle|solicit)";

    private static final String CONTACTING = "(?:calling|phoning|ringing|contacting|texting|messaging|telephoning"
            + "|bothering"
            + "|disturbing|harassing|pestering|bugging|annoying|spamming|hassling|dialing|dialling|emailing"
            + "|whatsapping|soliciting"
            + "|reaching out to|following up with|getting in touch with)";
    private static final String CONTACTED =
            "(?:called|phoned|rung|contacted|texted|messaged|telephoned|bothered|disturbed|harassed|pestered"
                    + "|spammed)";

    /** The calls themselves, or what is written instead of them. */
    private static final String CALLS = "(?:(?:phone|sales|marketing|spam|robo|cold|unsolicited|unwanted"
            + "|promotional"
            + "|nuisance|damn|bloody|constant|stupid|telemarketing|automated|advertising|kind of) ){0,2}"
            + "(?:calls|robocalls|phonecalls|messages|texts|sms|communications?)\\b(?! (?:to be |being )?recorded)"
            // another party's calls: from my landlord
            + "(?! from (?:my|our|his|her|their|some) )";

    /** Whoever wants "the calls from the pharmacy" stopped speaks to somebody else than the pharmacy. */
    private static final String NOT_OF_ANOTHER = "(?! from the (?!(?:likes|lot|company|firm|people|business"
            + "|number|same"
            + "|machine|robot|computer|agency|agents|call|bunch|whole|rest|sales|marketing|\\w+ (?:department"
            + "|team))\\b))";

    private static final String LINE = "(?:number|phone|house|home|line|landline|mobile|cell|cellphone"
            + "|cell phone|place"
            + "|phone number|mobile number|family|household)";

    /**
     * Whose contact it is: the person's, or the line's. "Call me" is not followed by a name, as in "don't call me Bob".
     */
    private static final String ME = "(?:(?:(?<=call |calling |called |text |message |texting |messaging |email "
            + "|msg |emailing )(?:me|us)(?= *$| (?:,|again|any|ever|at|on|back|here"
            + "|please|thanks|thank|ok|okay|and|or|but|because|as|since|so|if|about|for|with|regarding|from"
            + "|in|to|by"
            + "|i|we"
            + "|it|you|now|no|not|never|every|each|all|over|constantly|repeatedly|like|unless|until|till"
            + "|before|after"
            + "|during|while|when|today|tonight|tomorrow|this(?= \\w)|right|already|immediately|altogether|period"
            + "|full|asap"
            + "|then|early|late|too|between|later|except|without|just|day|anywhere|for|people|one|another"
            + "|once|twice"
            + "|mon|tues|wednes|thurs|fri|satur|sun|next|only|unnecessarily)))"
            + "|(?<!call |calling |called |text |message |texting |messaging |email |msg |emailing )(?:me|us)\\b"
            + "|here\\b|there\\b(?= again| any more)"
            + "|(?:on |at |to )?(?:this|my|our)(?: \\w+)? " + LINE + "\\b|(?:on |at |to )?(?:this|my|our) " + LINE
            + "\\b)";

    private static final String FAMILY = "(?:my|our) (?:(?:poor|old|elderly|dear|late) )?(?:mum|mom"
            + "|mother|mam|dad|father|parent|nan|gran|grandma|grandmother|grandfather|wife|husband"
            + "|son|daughter"
            + "|brother|sister|kid|in-law)";

    /** The telephone of one's own people. */
    private static final String FAMILY_LINE = "(?:on |at |to )?" + FAMILY + "(?:'?s)? " + LINE + "\\b";

    /** That it is for good. */
    private static final String FOR_GOOD = "(?: back)?(?: please)?(?: ,)? (?:again|any more|ever again|ever"
            + "|in future"
            + "|in the future|from now on|any longer|at all|for any reason)\\b";

    private static final String WISHES_NOT = "(?:do not|does not|did not|would not|will not|never"
            + "|no longer)(?: really| ever| even)?"
            + " (?:want|wants|wish|wishes|like|need|needs|care for|appreciate|accept|tolerate)";

    /** Lists that people are called from; a waiting list or a guest list is not. */
    private static final String LIST = "(?:of )?(?:your|this|that|the|these|those|any|all|whatever|every|each"
            + "|all of your)"
            + "(?: (?!wait|stand|guest|shopping|order|price|passenger|speaker|hold|invit|wish|to\\b|surg"
            + "|operat|transplant|reserv|backup|cancel|appointment|booking|seat|confirm|rota|volunteer|team|player"
            + "|deliver|dinner|party|attend|class|course|pack|christmas)\\w+){0,3}?"
            + " (?:lists?|databases?|systems?|records?|registers?|registry|files?|crm|directory|books?"
            + "|contacts|dialer"
            + "|campaigns?|phonebook|computers?|rolodex"
            + "|(?:call|calling|contact|phone|dial|dialling|dialing|leads?|sales"
            + "|telephone) sheets?)\\b(?! (?:for|of)\\b)";

    private static final String MY_DETAILS = "(?:my|our|this)(?: (?:phone|telephone|mobile|cell|contact|personal"
            + "|home)){0,2}"
            + " (?:numbers?|name|details|data|information|info|contact|phone|mobile|entry|record)";

    private static final String DELETE = "(?:take|remove|delete|erase|get|scratch|cross|strike|wipe|clear|drop|pull"
            + "|purge"
            + "|scrub|keep|leave|block)";
    private static final String DELETED = "(?:taken|removed|deleted|erased|struck|scratched|wiped|dropped|purged)";
    /** What somebody is to be taken off, when it is not named. */
    private static final String ALL_THIS = "(?:this|that|these|those|it|everything|all this|all that"
            + "|this service|all of (?:this"
            + "|that|it|these|them)|it all|whatever this is|this thing|here)";

    private static final String NO_CALL_LIST =
            "(?:do not call|dnc|do not contact|no call|do not disturb|dnd|never call|opt out)(?: (?:list|register"
                    + "|registry)|(?= *$))";

    /** What may follow a wish that is complete without an object. */
    private static final String COMPLETE = "(?= *$| (?:,|please|and|or|but|now|immediately|completely|thanks"
            + "|thank you"
            + "|right now|ok|okay|i|we|already|altogether|asap|for good|today|permanently|because|straight)\\b| ,)";

    private static final List<String> CEASE = List.of(
            // don't call me; never ring here again; I asked you not to phone this number
            "(?:" + START
                    + "|\\b(?:tell|told|ask|asked|want|need) (?!(?:my|his|her|him"
                    + "|our) )(?:\\w+ ){1,2}to )(?:do not|never"
                    + "|never ever|never"
                    + " again)(?: (?:you(?: people| guys)? )?dare(?: to)?| you(?: people| guys)?"
                    + "| even think (?:of|about)| try to| attempt to| keep)?(?: ever)?(?: again)? "
                    + "(?:" + CONTACT + "|" + CONTACTING + "|bother " + CONTACTING + ")(?: up)? " + ME,
            "(?<!\\bi )(?<!\\bwe )(?<!\\byou )(?<!\\bthey )(?<!\\bhe )(?<!\\bshe )(?<!\\bwho )"
                    + "(?<!\\b(?:my|his|her|our) \\w{1,12} to )(?<!\\b(?:him|her) to )(?<!\\b(?:he"
                    + "|she) should )(?:do not"
                    + "|never)(?: you)?(?: ever)? "
                    + CONTACT + " " + ME + " (?:ever )?again\\b",
            START + "(?:do not|never)(?: you(?: people| guys)?)?(?: dare)?(?: ever)? (?:ring|text" + ""
                    + "|dial)(?: back)?"
                    + FOR_GOOD,
            START + "(?:do not|never)(?: you dare)?(?: ever)? (?:call|phone|contact"
                    + "|bother calling)(?: back)?" + "(?:"
                    + FOR_GOOD + "|(?= *$| ,| (?:please|and|i am not|we are not|thank)\\b))",
            "\\b(?:you|u|" + OTHERS_ASKED_BY_US
                    + "|they|your \\w+|the (?:last|other|previous|first) \\w+|(?:lady|person|agent"
                    + "|colleague) before)"
                    + "(?: (?!(?:tell|ask) (?:my|his|her|our|him)\\b)\\w+){0,4} (?:not"
                    + "|never) to (?:ever )?" + CONTACT
                    + "(?: " + ME
                    + "|" + FOR_GOOD + "|(?= *$))",
            "\\byou(?: people| guys)? (?:must|should|shall|may|can|will|better|had better) (?:not"
                    + "|never)(?: ever)?"
                    + "(?: be)? (?:" + CONTACT + "|" + CONTACTING + ")(?:(?: " + ME + ")?" + FOR_GOOD + "| "
                    + ME + "(?= *$))",
            "\\b(?:kind as to|(?<!had the )(?:decency|courtesy|kindness|goodness|sense)|good enough"
                    + "|kind enough|favou?r and"
                    + "|try|note|reminder|record|flag|make sure|ensure"
                    + "|promise)(?: me)?(?: that)?(?: you(?: people| guys)?)?"
                    + "(?: do| will)?(?: to)? (?:not|never)(?: to)?(?: ever)? " + CONTACT + "(?: " + ME + "|"
                    + FOR_GOOD + ")",
            "\\b(?:nobody|no one|none of you)(?: (?:from|at) \\w+(?: \\w+)?)?(?: ever| may| should| is to"
                    + "| will){0,2} (?:calls?|rings?|phones?|contacts?"
                    + "|texts?|bothers?) " + ME + FOR_GOOD,
            "\\b(?:can|could|would|will) you(?: people| guys)?(?: please| kindly){0,2} (?:not|never)(?: ever)? "
                    + CONTACT + " " + ME,
            "\\bmind not " + CONTACTING + "(?: " + ME + "|" + FOR_GOOD + "|(?= *$))",
            "\\bnot (?:allowed|permitted|authorized|authorised|supposed|welcome) to " + CONTACT + " " + ME,
            // stop calling me; I want these calls to stop
            ASKED + "(?:stop|stopped|quit|cease|refrain from|desist from|give up"
                    + "|avoid)(?: with)?(?: all)?(?: the)? "
                    + CONTACTING + "(?: " + ME + "| for (?!a |an |the |help|more|now)\\w+| about (?:this"
                    + "|that|it)\\b|(?: and \\w+)?" + FOR_GOOD + "|" + COMPLETE + ")",
            ASKED + "(?:stop|quit|cease) " + CONTACTING + " " + FAMILY_LINE,
            START + "(?:do not|never)(?: ever)? " + CONTACT + " " + FAMILY_LINE + FOR_GOOD,
            ASKED + "(?:stop|quit|cease) wasting (?:my|our) (?:\\w+ )?time (?:(?:with|on|by) )?(?:(?:these|those|your"
                    + "|all|more) ){0,2}(?:" + CALLS + "|" + CONTACTING + "(?: me| us)?" + COMPLETE + ")",
            // you have the wrong number, never call it again
            "\\bnumber\\b.{0,60}\\b(?:do not|never)(?: ever)? (?:call|ring|phone|dial|text|use) it" + FOR_GOOD,
            ASKED + "(?:stop|quit|cease) " + CONTACTING + " (?:her|him|them)(?=" + FOR_GOOD + "| *$)",
            ASKED + "(?:stop|quit|cease|end|halt|knock it off|put (?:an end|a stop) to"
                    + "|do away with)(?: it)?(?: with)?(?: all)?(?: of)? (?:the |these |those |your |this"
                    + " |any |further |sending (?:me|us) |making )?(?:\\w+ )?" + CALLS + NOT_OF_ANOTHER,
            ASKED + "(?:stop|quit|cease)(?: all)? (?:contact|communication)(?: with| to)? (?:me|us)\\b",
            START + "(?:stop|cease|end) (?:(?:all|any)(?: further| more)?|further) (?:contact|communications?)"
                    + "(?= *$| ,| (?:please|now|immediately|from|with (?:me|us|this))\\b)",
            "\\b(?:i|we) want no (?:(?:more|further) )?(?:contact|communications?) (?:from|with) you\\b",
            ASKED + "(?:stop|quit|cease) " + CONTACTING + " " + FAMILY + "(?:s|ren)?" + "(?= *$| ,|" + FOR_GOOD
                    + "| (?:every|all|about|at|on|with|and|please|now|right)\\b)",
            ASKED + "(?:stop|quit) blowing up (?:my|our) " + LINE + "\\b",
            "\\bwhat part of (?:do not|not|never|stop) (?:call|calling|contact)\\b",
            "\\b(?:am|are) not giving(?: you)?(?: any| my| our)? (?:permission|consent) (?:to " + CONTACT + "(?: " + ME
                    + "| *$)|for (?:this|these|any|your) )",
            "\\b(?:will not|not going to) be (?:taking|answering|accepting)(?: any)?(?: more)?(?: of)?(?: your)? "
                    + CALLS + "(?= from you|(?<=your \\w{0,12}) *$)",
            "\\bno need to ever " + CONTACT + "(?: " + ME + ")? again\\b",
            "\\bforget(?: that)? you ever had (?:this|my|our) (?:phone )?number\\b",
            "\\b(?:want|need|like|make|get) (?:these|those|your|all|the|all these)(?: \\w+)? (?:calls"
                    + "|messages|texts)"
                    + "(?: to)? (?:stop|stopped|end|ended|cease)\\b",
            "\\b(?:these|those|your|the) (?:\\w+ )?(?:calls|messages|texts) (?:have to|must|need to|should"
                    + "|have got to"
                    + "|has to|better) (?:stop|end|cease)\\b",
            "\\bcease and desist\\b",
            // I don't want you to call; I'd rather you didn't; I don't want these calls
            WISHES_NOT + " (?:you|anyone|anybody|your \\w+|them)(?: people| guys| all"
                    + "| ever){0,2} (?:to (?:ever |keep"
                    + " )?)?(?:" + CONTACT + "|" + CONTACTING + ")(?: (?:" + ME + "|her\\b|him\\b)|" + FOR_GOOD
                    + "|(?= *$))",
            WISHES_NOT + " to (?:be|get|keep being|keep getting|ever be) " + CONTACTED
                    + "(?= *$| (?:,|again|any|ever|by|at|for|about|on|in|and|before|after|until|when|while"
                    + "|today"
                    + "|tonight|so|too|this|over|from|now|right|between|during|like|please|tomorrow)\\b)",
            WISHES_NOT + "(?: to (?:get|receive|have|take|keep (?:getting|receiving)|answer))?(?: (?:any"
                    + "|these|those|your"
                    + "|such|more|further|other|all|of|this|kind|sort|from you)){0,4} " + CALLS
                    + "(?= *$| (?:,|from|any|again|at|please|ever|to (?:me|my|this)|on (?:my|this)|about"
                    + "|like|and|or|i|we|here|in|so"
                    + "|before|after|until|during|while|when|between|today|tonight|now|this|because)\\b)",
            WISHES_NOT + " (?:to (?:get|receive|have) )?another (?:one of (?:these|your) )?(?:phone )?"
                    + "(?:calls?|messages?|text)\\b",
            "\\b(?:do not|does not|no longer|never|nobody(?: \\w+){0,3}|no one(?: \\w+){0,3}) (?:want|wants"
                    + "|wish|wishes)"
                    + " to (?:ever )?hear (?:from|of) (?:you|your|this company)\\b(?! about| by| on| if)",
            "\\b(?:make sure|ensure)(?: that)? (?:i|we) (?:do not|never)(?: ever)? (?:get|receive"
                    + "|hear) (?:another|any"
                    + "|more|from you)\\b",
            "\\b(?:do not|never|did not)(?: ever)? (?:consent|agree|agreed|consented) to (?:these|your|any"
                    + "|being|get|getting"
                    + "|such)(?: \\w+){0,2} ?(?:" + CALLS + "|called\\b|contacted\\b)",
            "\\b(?:do not|does not|never|did not)(?: ever)? (?:give|gave|have|had)(?: you)?(?: any"
                    + "| my)? (?:permission|consent"
                    + "|authorization|right)(?: for you)? to " + CONTACT + " " + ME,
            "\\b(?:withdraw|revoke|withdrawing|revoking)(?: my| our)? (?:consent|permission)\\b",
            "\\b(?:would|will)(?: really| very much)? (?:rather|prefer|appreciate|like|love"
                    + "|be grateful)(?: it)?(?: if)?"
                    + "(?: that)? you(?: people| guys)? (?:did not|do not|would not|never|not)(?: ever)? (?:"
                    + CONTACT + "|" + CONTACTING + "|" + CONTACTED + ")(?: " + ME + "|" + FOR_GOOD + "|(?= *"
                    + "$))",
            "\\b(?:would|will)(?: really| very much)? (?:rather|prefer|appreciate|like|love"
                    + "|be grateful)(?: it)?(?: if)?"
                    + " you(?: people| guys)? (?:stopped|quit|would stop|ceased) " + CONTACTING,
            "\\b(?:would|we) (?:rather|prefer|like) (?:not|never)(?: to)?(?: be)? " + CONTACTED + "(?= *$"
                    + "|" + FOR_GOOD
                    + "| (?:by|on|at all|,))",
            "\\b(?:not|never|no wish|no desire|no intention) (?:to (?:ever )?be|being|be|to get"
                    + "|wanting to be) " + CONTACTED + "(?:"
                    + FOR_GOOD + "|(?: by (?:you|phone|anyone|your \\w+))? *$)",
            "\\b(?:ensure|make sure|see to it|want|expect)(?: that)? (?:i|we) (?:am|are|will) (?:not"
                    + "|never) (?:be )?" + CONTACTED
                    + "(?:" + FOR_GOOD + "| *$)",
            "\\b(?:number|phone|house|line) (?:is|must|should|shall|may|can) (?:not"
                    + "|never)(?: to)? be (?:dialled|dialed|"
                    + CONTACTED + ")(?:" + FOR_GOOD + "| *$)",
            "\\b(?:demand|insist|request|wish|hope|great if|nice if|good if|glad if|grateful if"
                    + "|appreciate it if)(?: that)? you(?:"
                    + " people| guys)? (?:did|do|would|will|could) (?:not|never)(?: ever)? " + CONTACT + " "
                    + ME,
            WISHES_NOT + " being " + CONTACTED + "(?= *$| (?:,|again|any|by|at|for|about|on|in|like|before"
                    + "|after|when|so)\\b)",
            "\\b(?:want|wish for|need|accept|tolerate|demand) no (?:further|more|other) (?:contact" + ""
                    + "|communication|"
                    + CALLS + ")",
            "\\b(?:never|to never) (?:want(?:ed)? )?(?:to )?(?:ever )?hear from you(?: people| guys)?" + FOR_GOOD,
            "\\b(?:keep|kept|keeps)(?: on)? " + CONTACTING + " (?:me|us|here|this number)\\b.{0,40}\\b(?:to "
                    + "stop|please stop"
                    + "|must stop|stop it|stop now)\\b",
            "\\b(?:calls?|calling|phoning|ringing|texts|texting|messages"
                    + "|messaging)\\b.{0,60}\\b(?<!not )(?:want|need|like) (?:it"
                    + "|this|that|these|them)(?: all)? to stop\\b",
            "\\bhow (?:do|can|could) (?:i|we) (?:stop|end|prevent|avoid|get rid of|be rid of"
                    + "|block)(?: getting| receiving)? (?:these|your"
                    + "|all these|all of these|this|you)(?: \\w+){0,2}? ?(?:" + CALLS + NOT_OF_ANOTHER + ""
                    + "|(?:from )?"
                    + CONTACTING + ")",
            "(?:" + START + ")(?:do not|never) use (?:my|this|our)(?: phone)? number (?:again|any more|ever"
                    + "|for)\\b",
            "(?:" + START + ")(?:do not|never)(?: ever)? (?:send|keep sending) (?:me |us )?(?:any |these "
                    + "|such |more |another |further ){1,2}"
                    + "(?:\\w+ )?(?:messages?|texts?|sms|offers|promotions|ads|adverts|spam)\\b",
            // no more calls
            "(?:^|, |\\b(?:please|and|but|interested|thanks|ok|okay) )no (?:more |further "
                    + "|other )?(?:of (?:these|your|those) )?(?:contact\\b|" + CALLS + ")"
                    + "(?=(?: (?:please|again|ever|any more|from you(?: people| guys| lot)?|to me"
                    + "|to this number|thanks|thank you"
                    + "|ok|okay|at"
                    + " all|from now on))* *(?:$|,))",
            "\\b(?:had )?enough (?:with|of) (?:the|these|your|this|all these|all the|all)(?: \\w+)? ?(?:"
                    + CALLS
                    + "|calling\\b)");

    private static final List<String> REMOVE_ME = List.of(
            // take me off your list; delete my number
            "(?:" + ASKED + "|(?<!not )\\b(?:want|like|wish|need|trying) to |\\bhow (?:do|can|could"
                    + "|would) (?:i|we) )" + DELETE
                    + "(?: (?:me|us|myself|ourselves)| " + MY_DETAILS + ")(?: (?:please|right|completely"
                    + "|permanently))?"
                    + " (?:off|from|out|on|in)(?: from)? " + LIST,
            ASKED + "(?:remove|delete|erase|forget|lose|wipe|get rid of|throw away|destroy|scrap|drop"
                    + "|block) (?:my|our"
                    + "|this)(?: (?:phone|telephone|mobile|cell)){0,2} numbers?(?: from (?:this|here|there"
                    + "|it|everywhere))?" + COMPLETE,
            ASKED + "(?:delete|erase|forget|lose|wipe|get rid of|throw away|destroy|scrap) (?:my|our)"
                    + "(?: (?:contact|phone|personal|private|calling)){0,2} (?:details|data|information|info)"
                    + COMPLETE,
            ASKED + "get (?:me|us) off(?: of)? " + ALL_THIS + COMPLETE,
            "\\b(?:can|could|may|should) (?:i|we)(?: please)? (?:be|get)(?: please)? (?:taken|removed)"
                    + "(?: off| from)(?: of)? " + ALL_THIS + COMPLETE,
            ASKED + "take (?:me|us)(?: (?:right|straight|completely|please))? off(?: of)?(?: " + ALL_THIS + ")?"
                    + COMPLETE,
            ASKED + "(?:take|cross|strike|scratch) (?:my|our|this)(?: (?:phone|telephone|mobile"
                    + "|cell)){0,2} (?:number|name) (?:off|out)" + COMPLETE,
            "(?<!not )(?<!never )\\b(?:want|like|need|ask|asked|asking|demand|requested|request|requesting"
                    + "|wish|insist)"
                    + "(?: (?:to be|to get|to have|being|that|on|you|i|my|our|number|name|be|get|me)){1,5} "
                    + DELETED
                    + "(?: off)?(?: (?:off|from|out of) " + LIST + "|(?: (?:of|from|off) " + ALL_THIS + ")?"
                    + COMPLETE + "| (?:\\w+ )?times\\b)",
            "(?:(?<!not )(?<!never )\\b(?:want|like|need|asked|demand|request)(?: to have)? |\\bhave )(?:my"
                    + "|our|this)(?: phone)?"
                    + " number(?: to be)? (?:removed|deleted|erased|taken off)(?: (?:off|from|out of) " + LIST
                    + "|" + COMPLETE
                    + ")",
            "\\b(?:my|our|this)(?: phone)? (?:number|name) (?:should|must|has to|needs to|ought to) be "
                    + DELETED
                    + " (?:off|from|out of) " + LIST,
            "\\b(?:see to it|ensure|make sure|make certain|see|arrange)(?: that)? (?:i|we|" + MY_DETAILS
                    + ") (?:gets?|am|is|are|be) "
                    + DELETED + "(?: off)?(?: (?:off|from|out of) " + LIST + "|" + COMPLETE + ")",
            "\\b(?:do not|does not|never|no longer) (?:want|wish|like)(?: to (?:have|see))? (?:my|our"
                    + "|this)(?: phone)? (?:number|name) (?:in|on|with)"
                    + " (?:you\\b|" + LIST + ")",
            "\\b(?:do not|does not|never|no longer) (?:want|wish|like) to be (?:in|on) " + LIST,
            "\\bobject to (?:being " + CONTACTED + "|(?:these|your|any|all)(?: \\w+)? " + CALLS + ")",
            "(?<!not )(?<!never )\\b(?:want|like|need|demand"
                    + "|request)(?: to have)? " + MY_DETAILS + "(?: to " + "be)? "
                    + DELETED + COMPLETE,
            "\\b(?:on|with)(?: the)? (?:tps|telephone preference service|national do not call)\\b",
            START + NO_CALL_LIST + COMPLETE,
            "\\b(?:can|could|may|should) (?:i|we|" + MY_DETAILS + ")(?: please)? (?:be|get)(?: please)? "
                    + DELETED + "(?: off)? (?:off|from|out of) "
                    + LIST,
            "\\b(?:(?:can|could|may) (?:i|we)|want|like|need|asked?)(?: please)?(?: to)? (?:be|get) (?:put"
                    + "|added|placed|included|registered)"
                    + " (?:on|to|in)(?: (?:your|the|a|that)){0,2} " + NO_CALL_LIST,
            "\\b(?:removal|deletion|erasure) of (?:my|our|this)(?: \\w+)? (?:number|name|details|data)\\b",
            ASKED + "(?:remove|delete) (?:me|us)" + COMPLETE,
            "\\b(?:favou?r|kindness|courtesy|decency) of (?:taking|removing|deleting|striking) (?:me|us"
                    + "|" + MY_DETAILS
                    + ")(?: (?:off|from|out of) " + LIST + "|(?: off)?" + COMPLETE + ")",
            ASKED + "(?:blacklist|suppress|unlist) (?:me|us|" + MY_DETAILS + ")\\b",
            ASKED + "block (?:me|us|" + MY_DETAILS + ") (?:(?:on|at|from|in) your|from calling)",
            ASKED + "(?:exclude|exempt) (?:me|us|" + MY_DETAILS + ") from (?:your|any|all|future|further"
                    + "|these)\\b",
            "\\bhow (?:do|can|could) (?:i|we) (?:get|come) off(?: of)? " + LIST,
            "(?<!not )\\b(?:want|like) (?:off|out)(?: of)? " + LIST,
            ASKED + "(?:put|add|place|get|include|register|list|have|keep)(?: me| us| " + MY_DETAILS + "| it"
                    + ")? (?:on|to|in"
                    + "|onto|into|with)(?: (?:your|the|a|that|their|our|national|internal)){0,2} "
                    + NO_CALL_LIST,
            ASKED + "mark (?:me|us|" + MY_DETAILS + ") as (?:a )?(?:do not call|dnc|do not contact)\\b",
            "(?<!is )\\b(?:i am|we are|(?:my|our|this)(?: phone)? number is)(?: already| also| registered"
                    + "| listed){0,2} (?:on|with)"
                    + "(?: (?:the|a|your|that|national|federal|state)){0,2} " + NO_CALL_LIST,
            // opt me out
            "(?:" + ASKED + "|\\b(?:how (?:do|can|could|would) (?:i|we)|(?:want|like|wish|choose|decided"
                    + "|asked|need|going)"
                    + " to|(?<!can )(?<!could )(?<!may )(?:i|we)(?: would like to| will)?) )(?:opt"
                    + "|opting)(?: (?:me|us|"
                    + MY_DETAILS + "))? out" + "(?: (?:of|from) (?:these|your|all|any|this|the|future"
                    + "|further|such"
                    + "|receiving)(?: \\w+){0,3}? (?:calls?|calling|messages?|texts?|lists?|contact"
                    + "|communications?)\\b|"
                    + COMPLETE + ")",
            "\\b(?:i|we)(?: have| am| are| had)?(?: already)? opt(?:ed|ing) out(?: (?:of|from) (?:these|your"
                    + "|all|any)"
                    + "(?: \\w+){0,3}? (?:calls|messages|texts)\\b|" + COMPLETE + ")",
            "(?:" + ASKED + "|\\b(?:how (?:do|can) i|(?:want|like|wish|need) to|i) )unsubscribe(?: (?:me|us"
                    + "|" + MY_DETAILS
                    + "))?(?: (?:of|from) (?:these|your|all|any|this|it all"
                    + "|everything)(?: \\w+){0,3}? (?:calls?|messages?"
                    + "|texts?|lists?)\\b|(?: (?:of|from) " + ALL_THIS + ")?" + COMPLETE + ")",
            // call me again and I'll report you
            "\\b(?:if|should|next time) you(?: people| guys)?(?: ever| dare| dare to| keep| do"
                    + "| try to){0,2} (?:" + CONTACT
                    + "|" + CONTACTING + ")(?: \\w+){0,4}? ,? ?(?:i|we) (?:will|shall|am going to"
                    + "|are going to|would"
                    + "|swear)(?: \\w+){0,2} (?:report|sue|complain|file|block|press|legal|court|police"
                    + "|lawyer)\\b",
            "\\b(?:if|should|next time) you(?: people| guys)?(?: ever| dare to| try to){0,2} " + CONTACT
                    + "(?: \\w+){0,4}? ,? ?(?:i|we) (?:am|are) (?:reporting|suing|blocking) (?:you|this|it)\\b",
            "\\b(?:report|sue|block) you if you(?: ever)? " + CONTACT,
            START + CONTACT + " " + ME + " (?:again|one more time|once more|ever again) and (?:i|we) (?:will"
                    + "|shall|am|are)(?: (?:going to|have to|definitely|really|surely|so))* (?:report|reporting|sue"
                    + "|suing|block|blocking|complain|file|press|call(?:ing)? the (?:police|cops)|go(?:ing)? to"
                    + "|get(?:ting)? (?:a lawyer|the police|my lawyer)|take legal|have you|hang up)\\b",
            "\\b(?:is|be) the last time you(?: ever)? " + CONTACT,
            // leave me alone
            ASKED + "leave (?:me|us|my family|this family) alone(?! (?:for|with|to|on|in|till|until|while"
                    + "|now i)\\b)");

    /** He said…; what happens if I…; I never said… */
    private static final String ONLY_TALKED_ABOUT = "\\b(?!i |we |i've )(?!my (?:husband|wife|mother|father|mom|mum"
            + "|dad|son|daughter|brother|sister|partner) says)"
            + "(?:\\w+ )?\\w+ (?<!\\bi )(?<!\\bwe )(?<!\\bi have )(?:said|says|told me|told us|tells me"
            + "|texted me|wrote"
            + "|writes|shouted|yelled|reads)\\b"
            + "|\\b(?:what (?:happens|would happen|if)|if (?:i|we|somebody|someone) (?:say|said|ask|asked"
            + "|tell|told)"
            + "|suppose|imagine|pretend)\\b"
            + "|\\b(?:never|not|did not|do not)(?: \\w+)? (?:said|say|saying|ask|asked|asking|mean|meant"
            + "|tell|told"
            + "|telling) (?!you )"
            + "|\\b(?:not that|remind me|remember|promised)\\b"
            // tell my brother, don't…
            + "|\\b(?:tell|telling|told|ask|asked) (?:my|his|her|our|him)(?: \\w+)?(?: ,)? *$"
            // has my husband asked…; who told…; but not: have I not asked…
            + "|^(?!.*\\b(?:not|nobody|no one|and|or)\\b.)(?:(?:and|so|but|well|ok|okay|sorry|wait|hello|hi"
            + "|no|yes) (?:, )?)?"
            + "(?:(?:has|had|did) (?:my|our|his|her|the|he|she|any|some)\\w*(?: \\w+){0,4}"
            + "|(?:have|did|had) (?:they|i|we|my|our|any)(?: \\w+){0,3}|does (?:my|our|his|her) \\w+"
            + "|(?:(?:when|why|how|where) )?did (?:my|our|he|she|they|i|we|any|some)\\w*(?: \\w+)?"
            + "|who(?: (?:has|had|have|else|ever|on earth)){0,2}(?: (?:asked|told|said|wanted|requested)"
            + "(?: \\w+){0,2})?) *$"
            + "|\\b(?:do you know|wonder|wondering|check|is it true|could it be|is it possible|was it)"
            + "(?: if| whether| that)? (?:my|our|he|she|they|any|some)\\w*(?: \\w+){0,4} *$";

    /** Before nine, please…; if I don't answer…; but not: if this is a sales call… */
    private static final String LIMITED_BEFORE =
            "^(?:please )?(?:on|at|in|before|after|until|till|during|while|when(?! *$)"
                    + "|unless|between) [^,]{1,50}"
                    + "(?<!future)(?<!now on)$"
                    + "|^(?:and |but |so )?if (?!(?:this|it|that)(?: is| was)\\b|you (?:are|want)\\b)[^,]*";

    /** … before nine; …, I'll call you; …, call me on my mobile; …, I'm in a meeting. */
    private static final String LIMITED_AFTER = "(?!.*\\bor ever\\b)(?:(?: ,)?(?: please)?(?: back| again| any more"
            + "| ever)?)(?: ,)?(?: please)? (?:(?:and|or) )?"
            + "(?:before|until|till|after(?! (?:this|today|that))|between|during|while|whilst|when|whenever"
            + "|unless|if"
            + "|except|today|tonight|tomorrow|(?<!stop )right now|now(?! on)|just now|yet|just yet"
            + "|so (?:early|late|often|much|soon)|mornings|afternoons|evenings|nights|nighttimes|weekdays|weekends"
            + "|too |late|early|later|next|first|(?:this|every|on|over|at|in) (?:the |a |my |this "
            + "|that )?(?:early |late )?"
            + "(?:morning|afternoon|evening|night|noon|midnight|lunch|dinner|work|school|office|weekends?"
            + "|week|hours?|time"
            + "|moment|meeting|mon|tues|wednes|thurs|fri|satur|sun|holidays?|day|days|month|home|shift|break"
            + "|\\d|one\\b|two"
            + "|three|four|five|six|seven|eight|nine|ten|eleven|twelve|middle|christmas|diwali|ramadan)"
            + "|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|for (?:a|an|the next|at least|another|now"
            + "|\\w+ (?:days?|weeks?"
            + "|months?|hours?))\\b|by (?:accident|mistake)|without|that early|that late|this (?:early|late)"
            + "|only|as long as|once i)"
            + "|(?! *(?:,)? ?(?:ever|again|any more)).*\\b(?:(?:i|we|he|she) (?:will|shall|am going to|can"
            + "|would rather) (?:call"
            + "|ring|phone|contact|text|come)|(?:, |but |and |just )(?:please )?(?:call|ring|phone"
            + "|try) (?:me|us|my|the|him|her)"
            + "|(?:i|we) (?:am|are) (?:in a|in the middle|at|driving|busy|sleeping|asleep|working|eating"
            + "|having|about"
            + " to|on a|on the)\\b)";

    /** "… and they did": what is over and done with. */
    private static final String DONE = "(?: ,)? (?:and|so) (?:they|he|she) (?:(?:did|have|has|were|was|stopped|removed"
            + "|agreed)\\b)(?! (?:not|never)\\b)";

    /** "… and put me on the confirmed one": who only moves from one list to another. */
    private static final String MOVED = "(?: ,)? (?:and|but)(?: then)? (?:put|add|move|place|keep|leave) (?:me|us)"
            + " (?:on|onto|to|in)\\b(?!.*\\b(?:do not|dnc|no|never|opt|suppress\\w*|internal|blacklist)\\b)";

    static final List<OptOutGrammar> GRAMMARS = List.of(
            new OptOutGrammar(CEASE, ONLY_TALKED_ABOUT + "|" + LIMITED_BEFORE, LIMITED_AFTER + "|" + DONE),
            new OptOutGrammar(REMOVE_ME, ONLY_TALKED_ABOUT, DONE + "|" + MOVED));

    private EnglishOptOut() {}
}
