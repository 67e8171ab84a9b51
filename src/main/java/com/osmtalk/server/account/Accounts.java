package com.osmtalk.server.account;

import com.osmtalk.api.Organization;
import com.osmtalk.api.PasswordChange;
import com.osmtalk.api.Role;
import com.osmtalk.api.Session;
import com.osmtalk.api.User;
import com.osmtalk.server.identity.Identities;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.validation.FieldErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
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
    private static final int MAX_NAME_LENGTH = 100;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}");

    private final Database database;
    private final Clock clock;
    private final ApiKeys apiKeys;
    private final Passwords passwords;
    private final OrganizationStore organizations;
    private final MembershipStore memberships;
    private final UserStore users;
    private final SecretGenerator secrets = new SecretGenerator();

    public Accounts(Database database, Clock clock, ApiKeys apiKeys, Passwords passwords) {
        this.database = database;
        this.clock = clock;
        this.apiKeys = apiKeys;
        this.passwords = passwords;
        this.organizations = new OrganizationStore(database);
        this.memberships = new MembershipStore(database);
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
            User admin = insert(address("email", email), "Administrator", hash);
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

    /**
     * Checks a new password of somebody's own.
     *
     * @param token of the session that goes on
     * @return stores it and ends the person's other sessions, within the caller's transaction
     * @throws Problem INVALID when the present password is wrong or the new one invalid
     */
    Runnable change(User user, PasswordChange change, String token) {
        UserStore.WithPassword checked = check(user.email(), change.currentPassword())
                .orElseThrow(() -> Problem.invalid("currentPassword", "is not the password of this account"));
        checkPassword("newPassword", change.newPassword());
        if (change.newPassword().equals(change.currentPassword())) {
            throw Problem.invalid("newPassword", "must be another one than the present password");
        }
        if (normal(change.newPassword()).equals(user.email())) {
            throw Problem.invalid("newPassword", "must not be the e-mail address");
        }
        String hash = passwords.hash(change.newPassword());
        return () -> {
            if (!users.replacePassword(checked, hash, SecretGenerator.hash(token))) {
                throw Problem.conflict("conflict", "The password was changed by another request meanwhile.");
            }
        };
    }

    /**
     * Whoever signs in with an e-mail address, or will.
     *
     * @param name of a new person; not looked at for one who has an account
     * @return finds them or makes the account, within the caller's transaction
     * @throws Problem INVALID when the password is not that of the account, or name and password are none
     */
    Supplier<UserStore.WithPassword> personOf(String email, @Nullable String name, String password) {
        if (hasAccount(email)) {
            UserStore.WithPassword known = check(email, password)
                    .orElseThrow(() -> Problem.invalid(
                            "password", "is not the password of " + email + ", who has an account here already"));
            return () -> known;
        }
        FieldErrors errors = new FieldErrors();
        errors.required("name", name, MAX_NAME_LENGTH);
        errors.refuseIfAny();
        String hash = passwords.hash(checkedPassword(password));
        return () -> new UserStore.WithPassword(insert(email, name.strip(), hash), hash);
    }

    boolean hasAccount(String email) {
        return users.byEmail(email).isPresent();
    }

    boolean isMember(String organizationId, String email) {
        return users.byEmail(email)
                .flatMap(known -> memberships.find(organizationId, known.user().id()))
                .isPresent();
    }

    /** Makes a person an owner; nothing happens when they are a member. */
    public void join(User user, Organization organization) {
        join(user, organization.id(), Role.OWNER);
    }

    /** Makes a person a member; nothing happens when they are. */
    public void join(User user, String organizationId, Role role) {
        memberships.add(organizationId, user.id(), role, clock.millis());
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
        return memberships.of(userId).stream().map(Membership::organization).toList();
    }

    /** Whether e-mail address and password belong together; as slow for an unknown address as for a known one. */
    Optional<UserStore.WithPassword> check(String email, String password) {
        Optional<UserStore.WithPassword> user = isEmail(email) ? users.byEmail(normal(email)) : Optional.empty();
        // a longer one can't be right: no need to hash a megabyte
        String tried = password.length() <= MAX_PASSWORD_LENGTH ? password : "";
        boolean same = passwords.matches(tried, user.map(UserStore.WithPassword::passwordHash));
        return same ? user : Optional.empty();
    }

    /**
     * Signs a person in for 30 days who knew their password.
     *
     * @throws Problem UNAUTHENTICATED when it was changed meanwhile
     */
    Session open(UserStore.WithPassword checked) {
        String token = secrets.token("ost_");
        Instant now = clock.instant();
        Instant expiresAt = now.plus(SESSION_LENGTH).truncatedTo(ChronoUnit.MILLIS);
        if (!users.insertSession(SecretGenerator.hash(token), checked, now.toEpochMilli(), expiresAt.toEpochMilli())) {
            throw Problem.unauthenticated("The password was changed meanwhile; sign in with the new one.");
        }
        User user = checked.user();
        return new Session(token, expiresAt, user, organizationsOf(user.id()));
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
                .map(user -> new SignedIn(user, memberships.of(user.id())));
    }

    @Override
    public Optional<Principal.Key> apiKey(String secret) {
        return apiKeys.bySecret(secret);
    }

    /**
     * An e-mail address as it is stored.
     *
     * @param field what it is called where it comes from
     * @throws Problem INVALID when it is none
     */
    static String address(String field, String text) {
        if (!isEmail(text)) {
            throw Problem.invalid(field, "must be an e-mail address");
        }
        return normal(text);
    }

    private User insert(String email, String name, String passwordHash) {
        User user = new User(Ids.next("usr"), email, name);
        if (!users.insert(user, passwordHash, clock.millis())) {
            throw Problem.conflict("conflict", "There is an account with this e-mail address already.");
        }
        return user;
    }

    private static String checkedPassword(String password) {
        checkPassword("password", password);
        return password;
    }

    private static void checkPassword(String field, String password) {
        if (password.length() < MIN_PASSWORD_LENGTH || password.length() > MAX_PASSWORD_LENGTH) {
            throw Problem.invalid(
                    field, "must be " + MIN_PASSWORD_LENGTH + " to " + MAX_PASSWORD_LENGTH + " characters long");
        }
        if (password.isBlank()) {
            throw Problem.invalid(field, "must not be blank");
        }
    }

    private static boolean isEmail(String text) {
        return EMAIL.matcher(text.strip()).matches();
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
