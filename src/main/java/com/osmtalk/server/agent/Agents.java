package com.osmtalk.server.agent;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.AgentVersion;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PlatformProviders;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.http.PrivateHosts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agents of each organisation. Every method sees those of one organisation only: any other id is a {@link Problem}
 * of kind NOT_FOUND, as that of a deleted agent is.
 */
public final class Agents {
    private static final int LABEL_LENGTH = 100;
    private static final int NOTES_LENGTH = 4_000;

    private final Database database;
    private final AgentStore agents;
    private final AgentVersionStore versions;
    private final ProviderCatalogue catalogue;
    private final AgentRules rules;
    private final ToolHosts toolHosts;
    private final Clock clock;
    private final List<AgentUse> uses = new CopyOnWriteArrayList<>();

    /** Of a server without a model and a voice; secrets that it stores can be read as long as it lives. */
    public Agents(Database database, NumberingPlan plan, Clock clock) {
        this(database, plan, ProviderCatalogue.standard(), new PrivateHosts(), Seal.ofAFreshKey(), clock);
    }

    /**
     * @param hosts which of the hosts that tools name are private
     * @param seal for the secrets that agents use their tools with
     */
    public Agents(
            Database database,
            NumberingPlan plan,
            ProviderCatalogue catalogue,
            PrivateHosts hosts,
            Seal seal,
            Clock clock) {
        AgentDraftJson drafts = new AgentDraftJson(seal);
        this.database = database;
        this.agents = new AgentStore(database, drafts);
        this.versions = new AgentVersionStore(database, drafts);
        this.catalogue = catalogue;
        this.rules = new AgentRules(plan, catalogue);
        this.toolHosts = new ToolHosts(hosts);
        this.clock = clock;
    }

    /** Keeps agents that are in use from being deleted. Called while the server is wired. */
    public void keep(AgentUse use) {
        uses.add(use);
    }

    /** The newest first. */
    public Page<Agent> list(String organizationId, PageRequest request) {
        return view(agents.list(organizationId, Keyset.byId("agent", request)), StoredAgent::shown);
    }

    /** The same list, without what a widget key must not see. */
    public Page<AgentSummary> summaries(String organizationId, PageRequest request) {
        return view(agents.list(organizationId, Keyset.byId("agent", request)), StoredAgent::summary);
    }

    /** Of these agents alone; those of them that are not there, or deleted, are left out. */
    public Page<AgentSummary> summariesOf(String organizationId, List<String> ids, PageRequest request) {
        return view(agents.listOnly(organizationId, ids, Keyset.byId("agent", request)), StoredAgent::summary);
    }

    private static <S, T> Page<T> view(Page<S> page, Function<S, T> view) {
        return new Page<>(
                page.data().stream().map(view).toList(), page.total(), page.limit(), page.offset(), page.nextCursor());
    }

    public Agent get(String organizationId, String id) {
        return require(organizationId, id, RowLock.NONE).shown();
    }

    /** The agent with what its script found, where no model is configured. */
    public Agent withScript(String organizationId, String id) {
        StoredAgent agent = require(organizationId, id, RowLock.NONE);
        return catalogue.providers().model() == null ? agent.scripted() : agent.shown();
    }

    /** The answer to a creation or a change: with what of it changes nothing here. */
    Agent answer(String organizationId, String id, AgentDraft said) {
        return withScript(organizationId, id).with(AppliedFields.missing(said, catalogue.providers()));
    }

    /** The models, voices and languages that agents may name. */
    public PlatformProviders providers() {
        return catalogue.providers();
    }

    public boolean exists(String organizationId, String id) {
        return agents.find(organizationId, id, RowLock.NONE).isPresent();
    }

    /**
     * The agent as a call is to use it: as it is now, or as it was published.
     *
     * <p>Called in the transaction that stores the call, it also keeps the agent from being deleted before the call can
     * be seen.
     *
     * @param version null: as it is now
     * @throws Problem NOT_FOUND when there is no such agent, or no such version of it
     */
    public Agent forCall(String organizationId, String id, @Nullable Integer version) {
        StoredAgent agent = require(organizationId, id, RowLock.SHARED);
        if (version == null) {
            return agent.agent();
        }
        return agent.with(requireVersion(agent, version.toString()).snapshot()).agent();
    }

    /**
     * The agent as it would be with these changes, of which nothing is stored.
     *
     * @throws Problem NOT_FOUND when there is no such agent, INVALID as for {@link #create}
     */
    public Agent preview(String organizationId, String id, AgentDraft change) {
        StoredAgent agent = require(organizationId, id, RowLock.NONE);
        return agent.with(changed(organizationId, agent, change, false)).agent();
    }

    /**
     * {@link #forCall} for a call that names no agent: the organisation's general one. It is known by a mark and not
     * by its name, so that people may rename it and change its words; whoever deletes it has a new one at once, with
     * the usual words. So every organisation has one, and a server that lists none is one that knows no tasks.
     */
    public Agent generalForCall(String organizationId) {
        return database.transaction(handle -> {
            String id = agents.general(organizationId).orElseGet(() -> addGeneral(organizationId));
            return forCall(organizationId, id, null);
        });
    }

    /** Gives every organisation that has no general agent one. */
    public void addMissingGeneral() {
        agents.withoutGeneral().forEach(this::addGeneral);
    }

    /** Two servers may do so at once: the database lets one of them, and both find the same. */
    private String addGeneral(String organizationId) {
        Instant now = clock.instant();
        AgentDraft draft = StoredAgent.merged(AgentDefaults.DRAFT, GeneralAgent.draft());
        agents.insertGeneral(organizationId, new StoredAgent(Ids.next("agent"), draft, true, null, now, now));
        return agents.general(organizationId).orElseThrow();
    }

    /** Those to whom an agent may hand a conversation over, as they are now; who was deleted is not among them. */
    public List<Agent> colleagues(String organizationId, Agent agent) {
        return AgentTargets.of(agent.tools()).stream()
                .flatMap(id -> agents.find(organizationId, id, RowLock.NONE).stream())
                .map(StoredAgent::agent)
                .toList();
    }

    /** The agent as a call has used it, even if it was deleted since; empty when there is no such version of it. */
    public Optional<Agent> ofCall(String organizationId, String id, @Nullable Integer version) {
        Optional<StoredAgent> agent = agents.findEvenDeleted(organizationId, id);
        return version == null
                ? agent.map(StoredAgent::agent)
                : agent.flatMap(found -> versions.find(id, version)
                        .map(published -> found.with(published.snapshot()).agent()));
    }

    /** @throws Problem INVALID naming every invalid field */
    public Agent create(String organizationId, AgentDraft draft) {
        return create(organizationId, draft, false);
    }

    /** @param isImport whether the agent is another server's, and may have fields, models and voices of that one */
    Agent create(String organizationId, AgentDraft draft, boolean isImport) {
        requireKnownFields(draft, null, isImport);
        AgentDraft whole = catalogue.spelled(StoredAgent.merged(AgentDefaults.DRAFT, draft));
        rules.check(whole, null, isImport, other -> exists(organizationId, other));
        toolHosts.check(draft);
        Instant now = clock.instant();
        StoredAgent agent = new StoredAgent(Ids.next("agent"), whole, false, null, now, now);
        agents.insert(organizationId, agent);
        return get(organizationId, agent.id());
    }

    private static void requireKnownFields(AgentDraft said, @Nullable AgentDraft before, boolean isImport) {
        FieldErrors errors = new FieldErrors();
        KeptFieldRules.check(said, before, isImport, errors);
        errors.refuseIfAny();
    }

    /** The agent's draft with a change, of which nothing is stored. */
    private AgentDraft changed(String organizationId, StoredAgent agent, AgentDraft change, boolean isImport) {
        requireKnownFields(change, agent.draft(), isImport);
        AgentDraft whole = catalogue.spelled(McpHeaders.kept(StoredAgent.merged(agent.draft(), change), agent.draft()));
        rules.check(
                whole, agent.draft(), isImport, other -> !other.equals(agent.id()) && exists(organizationId, other));
        return whole;
    }

    /**
     * Changes the fields that are set; calls that run go on as they were.
     *
     * @throws Problem INVALID as for {@link #create}
     */
    public Agent update(String organizationId, String id, AgentDraft change) {
        return update(organizationId, id, change, false, state -> true);
    }

    /**
     * The same, of an agent in the state that its sender has read.
     *
     * @param isImport as in {@link #create}
     * @param isExpected of the agent's {@link #state}; a change that changes nothing is taken in any
     * @throws Problem OUTDATED when the agent was changed meanwhile
     */
    Agent update(String organizationId, String id, AgentDraft change, boolean isImport, Predicate<String> isExpected) {
        toolHosts.check(change);
        return database.transaction(handle -> {
            StoredAgent agent = require(organizationId, id, RowLock.EXCLUSIVE);
            AgentDraft whole = changed(organizationId, agent, change, isImport);
            if (whole.equals(agent.draft())) {
                return get(organizationId, id);
            }
            if (!isExpected.test(state(agent.shown()))) {
                throw Problem.outdated(
                        "agent_changed",
                        agent.draft().name() + " was changed at " + agent.updatedAt()
                                + ", after you have read it. Read it again, and change what is there now.");
            }
            agents.update(new StoredAgent(
                    id, whole, agent.general(), agent.currentVersion(), agent.createdAt(), after(agent.updatedAt())));
            return get(organizationId, id);
        });
    }

    /** Names the state of an agent: no other of its states has had, or is going to have, this name. */
    static String state(Agent agent) {
        return Long.toString(agent.updatedAt().toEpochMilli());
    }

    /** Now, or later than a time before: two changes within a millisecond are two states. */
    private Instant after(Instant before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(before) ? now : before.plusMillis(1);
    }

    /**
     * Deletes an agent. Its calls stay, with its name. For the general one another takes its place, as it was at first.
     *
     * @throws Problem CONFLICT {@code agent_in_use} while it has live calls, or anything else is going to use it
     */
    public void delete(String organizationId, String id) {
        database.transaction(handle -> {
            StoredAgent agent = require(organizationId, id, RowLock.EXCLUSIVE);
            long live = agents.liveCalls(organizationId, id);
            if (live > 0) {
                throw Problem.conflict(
                        "agent_in_use",
                        agent.draft().name() + " has " + live
                                + (live == 1 ? " live call or open chat" : " live calls and open chats")
                                + "; end or wait for them, then delete it.");
            }
            uses.stream()
                    .flatMap(use -> use.of(organizationId, id).stream())
                    .findFirst()
                    .ifPresent(use -> {
                        throw Problem.conflict(
                                "agent_in_use",
                                agent.draft().name() + " is used by " + use + "; end that, then delete it.");
                    });
            agents.delete(id, clock.instant());
            if (agent.general()) {
                addGeneral(organizationId);
            }
            return null;
        });
    }

    /** Publishes the agent as it is now. */
    public AgentVersion publish(String organizationId, String id, AgentVersionDraft version) {
        FieldErrors errors = new FieldErrors();
        errors.optional("label", version.label(), LABEL_LENGTH);
        errors.optional("notes", version.notes(), NOTES_LENGTH);
        errors.refuseIfAny();
        return database.transaction(handle -> {
            StoredAgent agent = require(organizationId, id, RowLock.EXCLUSIVE);
            return shown(publish(agent, agent.draft(), version));
        });
    }

    /** Makes the agent what a version was, and publishes that as a new version. */
    public AgentVersion rollback(String organizationId, String id, String version) {
        return database.transaction(handle -> {
            StoredAgent agent = require(organizationId, id, RowLock.EXCLUSIVE);
            AgentVersion old = requireVersion(agent, version);
            String notes = "Rolled back to version " + old.version() + ".";
            return shown(publish(agent, old.snapshot(), new AgentVersionDraft(old.label(), notes)));
        });
    }

    private AgentVersion publish(StoredAgent agent, AgentDraft snapshot, AgentVersionDraft version) {
        Instant now = clock.instant();
        // publishing does not change what is edited; going back to another state does
        Instant updatedAt = snapshot.equals(agent.draft()) ? agent.updatedAt() : after(agent.updatedAt());
        int number = agent.currentVersion() == null ? 1 : agent.currentVersion() + 1;
        agents.update(new StoredAgent(agent.id(), snapshot, agent.general(), number, agent.createdAt(), updatedAt));
        versions.insert(
                agent.id(), new AgentVersion(Ids.next("ver"), number, version.label(), version.notes(), snapshot, now));
        return requireVersion(agent, Integer.toString(number));
    }

    /** The newest first. */
    public Page<AgentVersion> versions(String organizationId, String id, PageRequest request) {
        require(organizationId, id, RowLock.NONE);
        return view(versions.list(id, Keyset.byNumber(request)), Agents::shown);
    }

    /** @param version its number, as it stands in the path */
    public AgentVersion version(String organizationId, String id, String version) {
        return shown(requireVersion(require(organizationId, id, RowLock.NONE), version));
    }

    private static AgentVersion shown(AgentVersion version) {
        return version.with(McpHeaders.hidden(version.snapshot()));
    }

    private StoredAgent require(String organizationId, String id, RowLock lock) {
        return agents.find(organizationId, id, lock).orElseThrow(() -> Problem.notFound("agent", id));
    }

    private AgentVersion requireVersion(StoredAgent agent, String version) {
        Integer newest = agent.currentVersion();
        if (!version.matches("[0-9]{1,9}")) {
            throw noVersion(agent, version, newest);
        }
        return versions.find(agent.id(), Integer.parseInt(version))
                .orElseThrow(() -> noVersion(agent, version, newest));
    }

    private static Problem noVersion(StoredAgent agent, String version, @Nullable Integer newest) {
        return Problem.notFound(agent.draft().name() + " has no version " + version
                + (newest == null ? "; none was published yet." : "; its newest is " + newest + "."));
    }
}
