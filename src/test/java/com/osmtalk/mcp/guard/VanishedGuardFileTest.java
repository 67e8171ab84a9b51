package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import com.osmtalk.mcp.guard.store.GuardDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever takes the file away in which calls are counted does not begin the count anew. */
class VanishedGuardFileTest {
    private static final String US = "+12025550100";

    @TempDir
    private Path home;

    private GuardFixture guard;
    private Path file;
    private Path elsewhere;
    private int calls;

    @BeforeEach
    void placeACall() throws Exception {
        file = home.resolve(GuardDatabase.FILE);
        elsewhere = home.resolve("elsewhere");
        start();
        call();
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void aFileThatIsDeletedUnderARunningProgramStopsDiallingUntilItIsBack() throws Exception {
        Files.move(file, elsewhere);
        for (int i = 0; i < 3; i++) {
            assertThat(refusal()).contains("it was deleted, or moved away");
        }
        assertThat(file).doesNotExist();

        Files.move(elsewhere, file);
        call();
    }

    @Test
    void aFileThatIsMissingAtTheNextStartStopsDialling() throws Exception {
        guard.close();
        Files.move(file, elsewhere);
        start();
        assertThat(refusal()).contains("it was deleted, or moved away");
        assertThat(file).doesNotExist();

        Files.delete(home.resolve("call-limits.mark"));
        call();
    }

    @Test
    void aFileThatIsReplacedByAnEmptyOneStopsDialling() throws Exception {
        Files.move(file, elsewhere);
        Files.createFile(file);
        assertThat(refusal()).contains("it was deleted, or moved away");
        assertThat(refusal()).contains("it is not the file that was there before");
    }

    @Test
    void anOlderCopyOfTheFileStopsDialling() throws Exception {
        guard.close();
        Files.copy(file, elsewhere);
        start();
        call();
        guard.close();
        Files.move(elsewhere, file, StandardCopyOption.REPLACE_EXISTING);
        start();
        assertThat(refusal()).contains("it is an older copy");
    }

    private void start() {
        guard = new GuardFixture(home);
        guard.rules(rules -> rules.confirmation(Confirmation.NEVER).quietHours(null));
    }

    /** To another person each time, so that none is a repeat. */
    private void call() throws InterruptedException {
        assertThat(guard.call("+1202555010" + calls++)).startsWith("call_");
    }

    private String refusal() {
        DialRefusedException refused =
                catchThrowableOfType(DialRefusedException.class, () -> guard.call(US.substring(0, 11) + "9"));
        assertThat(refused.code()).isEqualTo(RefusalCode.GUARD_UNAVAILABLE);
        assertThat(refused.next()).contains("call-limits.mark").doesNotContain(home.toString());
        return refused.getMessage();
    }
}
