package com.osmtalk.foreign;

import com.osmtalk.Drafts;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.NumberProvision;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.client.OsmTalkClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a user sets up before the first call: an agent, and a number with a trunk. */
final class Office {
    /** Without its plus: the name that the provider knows us by. */
    static final String NUMBER = "441134960100";

    /** What the agent asks, one after the other; it ends the call after the last answer. */
    static final List<String> QUESTIONS = List.of(
            "is now a good time to talk",
            "would you like to hear about our new offer",
            "do you have any questions for us",
            "what is your name");

    /** What else it may say, and some that it never says. */
    static final List<String> WORDS = List.of(
            "great",
            "wonderful",
            "perfect thank you",
            "got it thank you",
            "thank you i have noted that",
            "of course",
            "i understand",
            "good question i have noted it for a colleague",
            "i am an a i assistant calling for my organisation",
            "hello this is anna from blue river",
            "that is all from my side",
            "thank you for your time",
            "goodbye",
            "are you still there",
            "where do you live",
            "would you like to buy a car from us",
            "is there a good place to walk",
            "do you have a question for your name");

    private Office() {}

    /** What the agent's words are recognised by at the far end. */
    static PocketSphinx ear(Path folder) {
        return PocketSphinx.guessing(
                folder, Stream.concat(QUESTIONS.stream(), WORDS.stream()).toList());
    }

    /** An agent without a model, which goes through its questions. @param others further fields of it */
    static void hire(OsmTalkClient api, String name, Map<String, Object> others) {
        Map<String, Object> agent = new HashMap<>(Map.of(
                "name",
                name,
                "greeting",
                "Hello, this is Anna from Blue River.",
                "systemPrompt",
                "Ask these questions:\n- Is now a good time to talk?\n"
                        + "- Would you like to hear about our new offer?\n- Do you have any questions for us?\n"
                        + "- What is your name?"));
        agent.putAll(others);
        api.account().agents().create(Drafts.agent(agent), null);
    }

    static void attach(OsmTalkClient api, String number, SipTrunk trunk) {
        api.account()
                .telephony()
                .provision(new NumberProvision(PhoneNumber.of("+" + number), NumberProvider.SIP, trunk), null);
    }

    /** Has an agent answer the calls to a number. */
    static void answer(OsmTalkClient api, String number, String agent) {
        String agentId = api.account().agents().list(PageRequest.first(20)).data().stream()
                .filter(one -> one.name().equals(agent))
                .findFirst()
                .orElseThrow()
                .id();
        api.account().phoneNumbers().list(PageRequest.first(20)).data().stream()
                .filter(one -> one.phoneNumber().e164().equals("+" + number))
                .forEach(one -> api.account()
                        .phoneNumbers()
                        .update(one.id(), new OwnedNumberDraft(null, null, null, agentId, null)));
    }

    /** A trunk over UDP, with the name and the password of a number. */
    static SipTrunk trunk(Kamailio provider, String number, String password) {
        return SipTrunk.at(provider.host())
                .port(provider.port())
                .transport(SipTrunk.Transport.UDP)
                .username(number)
                .password(password)
                .build();
    }
}
