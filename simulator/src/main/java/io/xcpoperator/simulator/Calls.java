package io.xcpoperator.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each message was called over the wire, by full name without prefix ({@code VM.start}). */
public final class Calls {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String method) {
        counts.computeIfAbsent(method, _ -> new LongAdder()).increment();
    }

    public long of(String method) {
        LongAdder count = counts.get(method);
        return count == null ? 0 : count.sum();
    }

    public long total() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Calls that may change something: all but getters, look-ups, events and sessions. */
    public long writes() {
        return byMethod().entrySet().stream()
                .filter(entry -> isWrite(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Every message called, with its count, by name. */
    public Map<String, Long> byMethod() {
        var sorted = new TreeMap<String, Long>();
        counts.forEach((method, count) -> sorted.put(method, count.sum()));
        return sorted;
    }

    public void reset() {
        counts.clear();
    }

    private static boolean isWrite(String method) {
        String message = method.substring(method.indexOf('.') + 1);
        return !message.startsWith("get_")
                && !message.startsWith("assert_")
                && !message.startsWith("compute_")
                && !method.startsWith("session.")
                && (!method.startsWith("event.") || message.equals("inject"));
    }
}
