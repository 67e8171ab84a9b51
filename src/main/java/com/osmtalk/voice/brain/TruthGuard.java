package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.brain.honesty.HumanClaim;
import com.osmtalk.voice.brain.honesty.RobotQuestion;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.util.regex.Pattern;

/**
 * Stands before any brain, so that nobody is led to believe that a person speaks, whatever an agent's prompt asks for.
 * Who asks whether they speak with a machine is told so first, in fixed words; then the brain goes on. A sentence in
 * which a brain claims to be a person is never said, and neither is a bare yes or no to that question, since it would
 * be heard as the answer.
 */
public final class TruthGuard implements Brain {
    private static final Pattern BARE_ANSWER = Pattern.compile("(?iu)^\\W*(?:yes|yeah|yep|no|nope|not at"
            + " all|of course|sure"
            + "|certainly|correct|right|haan?|ji|nahi[n]?|bilkul|हाँ|हां|जी|नहीं|नही|बिल्कुल|s[ií]|claro"
            + "|oui|non|ja|nein|doch|sim"
            + "|n[aã]o|nee)(?![\\p{L}\\p{M}]).*");

    private final Brain brain;

    public TruthGuard(Brain brain) {
        this.brain = brain;
    }

    @Override
    public void prepare(Agent agent) {
        brain.prepare(agent);
    }

    @Override
    public boolean isModel() {
        return brain.isModel();
    }

    @Override
    public boolean confirmsOptOuts() {
        return brain.confirmsOptOuts();
    }

    @Override
    public PendingReply think(Context context, ReplyListener reply) {
        String said = context.unanswered();
        boolean asked = RobotQuestion.isIn(said);
        String truth = StandardPhrases.in(context.agent().language()).get(Phrase.IS_AI);
        if (asked) {
            reply.sentence(truth);
        }
        return brain.think(context, new Checked(reply, truth, asked, asked && RobotQuestion.isAllOf(said)));
    }

    /** Hands on what a brain says, but for what is not so. */
    private static final class Checked implements ReplyListener {
        private final ReplyListener reply;
        private final String truth;
        private boolean told;
        private boolean answers;

        /**
         * @param told whether the truth was told already
         * @param answers whether the next sentence answers the question and nothing else
         */
        Checked(ReplyListener reply, String truth, boolean told, boolean answers) {
            this.reply = reply;
            this.truth = truth;
            this.told = told;
            this.answers = answers;
        }

        @Override
        public void sentence(String text) {
            boolean first = answers;
            answers = false;
            if (HumanClaim.isIn(text)) {
                if (!told) {
                    told = true;
                    reply.sentence(truth);
                }
            } else if (!(first && BARE_ANSWER.matcher(text).matches())) {
                reply.sentence(text);
            }
        }

        @Override
        public void tool(String name, ToolStage stage) {
            reply.tool(name, stage);
        }

        @Override
        public void press(String keys) {
            reply.press(keys);
        }

        @Override
        public void toolUsed(String text) {
            reply.toolUsed(text);
        }

        @Override
        public void askOwner(AskOwner question) {
            reply.askOwner(question);
        }

        @Override
        public void used(Usage usage) {
            reply.used(usage);
        }

        @Override
        public void optedOut() {
            reply.optedOut();
        }

        @Override
        public void optOutDenied() {
            reply.optOutDenied();
        }

        @Override
        public void handedOver(Agent colleague) {
            reply.handedOver(colleague);
        }

        @Override
        public void done(Next next) {
            reply.done(next);
        }

        @Override
        public void failed(BrainException reason) {
            reply.failed(reason);
        }
    }
}
