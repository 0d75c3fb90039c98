package io.xcpoperator.simulator.db;

import java.util.random.RandomGenerator;

/** Makes references, uuids and MACs; with a seeded generator a pool's identifiers repeat. */
public final class Ids {
    private final RandomGenerator random;

    public Ids(RandomGenerator random) {
        this.random = random;
    }

    public String uuid() {
        long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x0000000000004000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new java.util.UUID(high, low).toString();
    }

    public String ref() {
        return "OpaqueRef:" + uuid();
    }

    /** Locally administered, not multicast. */
    public String mac() {
        long bits = random.nextLong();
        var text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            long octet = (bits >> (8 * i)) & 0xff;
            text.append(i == 0 ? "" : ":")
                    .append(String.format(java.util.Locale.ROOT, "%02x", i == 0 ? (octet & 0xfc) | 0x02 : octet));
        }
        return text.toString();
    }

    /** Two 64-bit numbers, as {@code generation_id} has them. */
    public String generation() {
        return random.nextLong() + ":" + random.nextLong();
    }

    public int number(int bound) {
        return random.nextInt(bound);
    }
}
