package com.osmtalk.server.store;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Drops a test class's PostgreSQL databases when it is over. Hundreds are made in a run, of hundreds of files each:
 * deleting them all at the end took longer than the half minute Surefire gives a JVM to end. JUnit finds it by its
 * service file.
 */
public final class DropDatabases implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        // a class inside another may use a database of the outer one, which goes on
        if (context.getRequiredTestClass().getEnclosingClass() == null) {
            TestDatabase.dropAll();
        }
    }
}
