package com.osmtalk.server.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Hands a library that runs SQL of its own (db-scheduler) connections whose statements are run by the {@link
 * SingleWriter}. Beside it, the library would find the file locked and poll, and the writer would do the same whenever
 * the library had it.
 */
final class WriterDataSource {
    private final SingleWriter writer;

    private WriterDataSource(SingleWriter writer) {
        this.writer = writer;
    }

    /** @return connections that commit each statement, and that prepare them all */
    static DataSource of(DataSource connections, SingleWriter writer) {
        WriterDataSource turn = new WriterDataSource(writer);
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object got = call(connections, method, arguments);
            return got instanceof Connection connection ? turn.wrap(connection) : got;
        });
    }

    private Connection wrap(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object got = call(connection, method, arguments);
            return got instanceof PreparedStatement statement ? wrap(statement) : got;
        });
    }

    private PreparedStatement wrap(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            Throwable[] problem = new Throwable[1];
            Object result = writer.run(false, () -> {
                try {
                    return call(statement, method, arguments);
                } catch (Throwable e) {
                    problem[0] = e;
                    return null;
                }
            });
            if (problem[0] != null) {
                throw problem[0];
            }
            return result;
        });
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(WriterDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
