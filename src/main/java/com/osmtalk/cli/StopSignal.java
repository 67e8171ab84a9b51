package com.osmtalk.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The operating system's request to stop, which may come a second time. Java's own hooks for the end of a program learn
 * of the first only, so it takes {@code sun.misc.Signal}, which every JDK has. It is reached by reflection, because the
 * compiler warns of its name and takes no leave for that.
 */
final class StopSignal {
    /** What the exit code of a program that a signal has ended begins at. */
    private static final int BY_SIGNAL = 128;

    private StopSignal() {}

    /** @param exitCode for the end of the program that this signal asks for */
    interface Handler {
        void signalled(int times, int exitCode);
    }

    /**
     * Has a handler told, each time on a thread of its own.
     *
     * @return false when this Java hands no signals on
     */
    static boolean handle(Handler handler) {
        AtomicInteger times = new AtomicInteger();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler told = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    int number = (int) signal.getMethod("getNumber").invoke(arguments[0]);
                    handler.signalled(times.incrementAndGet(), BY_SIGNAL + number);
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "the handler of signals";
            };
            ClassLoader loader = StopSignal.class.getClassLoader();
            Object proxy = Proxy.newProxyInstance(loader, new Class<?>[] {handlerType}, told);
            for (String name : new String[] {"TERM", "INT"}) {
                signal.getMethod("handle", signal, handlerType)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
            return true;
        } catch (ReflectiveOperationException notHandedOn) {
            return false;
        }
    }
}
