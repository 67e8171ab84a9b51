package com.osmtalk;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much memory code takes from the heap, as the virtual machine counts it. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes the calling thread has allocated since it began. */
    public static long ofThisThread() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Bytes allocated in each of so many rounds on this thread, after as many to warm up. */
    public static double perRound(int rounds, Runnable round) {
        for (int i = 0; i < rounds; i++) {
            round.run();
        }
        long before = ofThisThread();
        for (int i = 0; i < rounds; i++) {
            round.run();
        }
        return (double) (ofThisThread() - before) / rounds;
    }
}
