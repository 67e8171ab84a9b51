package com.osmtalk.server.account;

import com.osmtalk.api.Organization;
import com.osmtalk.api.Session;
import com.osmtalk.api.User;
import com.osmtalk.server.identity.Identities;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Organisations, the people in them, and how they sign in. */
public final class Accounts implements Identities {
    /** The name of the first organisation until somebody gives it one; it names nobody. */
    public static final String UNNAMED = "My organisation";

    /** Not prolonged by use: whoever has come by a session loses it again. */
    static final Duration SESSION_LENGTH = Duration.ofDays(30);

    private static final int MIN_PASSWORD_LENGTH = 8;
    private static final int MAX_PASSWORD_LENGTH = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}");

    private final Database database;
    private final Clock clock;
    private final ApiKeys apiKeys;
    private final Passwords passwords;
    private final OrganizationStore organizations;
    private final UserStore users;
    private final SecretGenerator secrets = new SecretGenerator();

    public Accounts(Database database, Clock clock, ApiKeys apiKeys, Passwords passwords) {
        this.database = database;
        this.clock = clock;
        this.apiKeys = apiKeys;
        this.passwords = passwords;
        this.organizations = new OrganizationStore(database);
        this.users = new UserStore(database);
    }

    /**
     * Creates the organisation and its administrator on a server that has none yet. Whether there is one is asked again
     * under a lock, as another server may have created one meanwhile. The password is hashed before: Argon2id is slow
     * on purpose, and a transaction keeps SQLite's only writer.
     *
     * @param password null: one is generated
     * @return what was made; empty when there is an organisation already
     * @throws Problem INVALID when the e-mail address or the password is invalid
     */
    public Optional<InitialAccount> createFirst(String email, @Nullable String password) {
        if (firstOrganization().isPresent()) {
            return Optional.empty();
        }
        String chosen = password == null ? secrets.password() : password;
        String hash = passwords.hash(checkedPassword(chosen));
        return database.transaction(handle -> {
            organizations.lock();
            if (firstOrganization().isPresent()) {
                return Optional.empty();
            }
            Organization organization = createOrganization(UNNAMED, ZoneId.of("Asia/Kolkata"));
            User admin = insert(email, "Administrator", hash);
            join(admin, organization);
            return Optional.of(new InitialAccount(organization, admin, chosen));
        });
    }

    public Organization createOrganization(String name, ZoneId timeZone) {
        Organization organization = new Organization(Ids.next("org"), name, timeZone.getId());
        organizations.insert(organization, clock.millis());
        return organization;
    }

    /**
     * Sets a person's password, and ends their sessions if they had another one.
     *
     * @return whether there is such a person
     * @throws Problem INVALID when the password is invalid
     */
    public boolean setPassword(String email, String password) {
        if (!isEmail(email) || users.byEmail(normal(email)).isEmpty()) {
            return false;
        }
        if (check(email, checkedPassword(password)).isEmpty()) {
            users.setPassword(normal(email), passwords.hash(password));
        }
        return true;
    }

    /** Makes a person a member; nothing happens when they are. */
    public void join(User user, Organization organization) {
        organizations.addMember(organization.id(), user.id(), clock.millis());
    }

    /** The oldest organisation: the one that the command line works on. */
    public Optional<Organization> firstOrganization() {
        return organizations.first();
    }

    public Optional<Organization> organization(String id) {
        return organizations.find(id);
    }

    /** Those a person is a member of, the default one first. */
    public List<Organization> organizationsOf(String userId) {
        return organizations.of(userId);
    }

    /** Whether e-mail address and password belong together; as slow for an unknown address as for a known one. */
    Optional<User> check(String email, String password) {
        Optional<UserStore.WithPassword> user = isEmail(email) ? users.byEmail(normal(email)) : Optional.empty();
        // a longer one can't be right: no need to hash a megabyte
        String tried = password.length() <= MAX_PASSWORD_LENGTH ? password : "";
        boolean same = passwords.matches(tried, user.map(UserStore.WithPassword::passwordHash));
        return same ? user.map(UserStore.WithPassword::user) : Optional.empty();
    }

    /** Signs a person in for 30 days. */
    Session open(User user) {
        String token = secrets.token("ost_");
        Instant now = clock.instant();
        Instant expiresAt = now.plus(SESSION_LENGTH).truncatedTo(ChronoUnit.MILLIS);
        users.insertSession(SecretGenerator.hash(token), user.id(), now.toEpochMilli(), expiresAt.toEpochMilli());
        return new Session(token, expiresAt, user, organizations.of(user.id()));
    }

    /** Ends a session immediately. */
    void end(String token) {
        users.deleteSession(SecretGenerator.hash(token));
    }

    /**
     * Deletes sessions that have expired.
     *
     * @return how many those were
     */
    public int purge() {
        return users.deleteExpiredSessions(clock.millis());
    }

    @Override
    public Optional<SignedIn> session(String token) {
        return users.bySession(SecretGenerator.hash(token), clock.millis())
                .map(user -> new SignedIn(user, organizations.of(user.id())));
    }

    @Override
    public Optional<Principal.Key> apiKey(String secret) {
        return apiKeys.bySecret(secret);
    }

    private User insert(String email, String name, String passwordHash) {
        if (!isEmail(email)) {
            throw Problem.invalid("email", "must be an e-mail address");
        }
        User user = new User(Ids.next("usr"), normal(email), name);
        if (!users.insert(user, passwordHash, clock.millis())) {
            throw Problem.conflict("conflict", "There is an account with this e-mail address already.");
        }
        return user;
    }

    private static String checkedPassword(String password) {
        if (password.length() < MIN_PASSWORD_LENGTH || password.length() > MAX_PASSWORD_LENGTH) {
            throw Problem.invalid(
                    "password", "must be " + MIN_PASSWORD_LENGTH + " to " + MAX_PASSWORD_LENGTH + " characters long");
        }
        return password;
    }

    private static boolean isEmail(String text) {
        return EMAIL.matcher(text.strip()).matches();
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
