package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.types.VifLockingMode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a network interface lets through.
 *
 * @param rateKBps upper bound in kilobytes a second, 0 = none
 * @param locked whether only its own MAC and the addresses listed pass
 */
record NicLimits(long rateKBps, boolean locked, Set<String> ipv4, Set<String> ipv6) {
    static final String RATE = "ratelimit";
    static final String KBPS = "kbps";

    NicLimits {
        ipv4 = Set.copyOf(ipv4);
        ipv6 = Set.copyOf(ipv6);
    }

    static NicLimits none() {
        return new NicLimits(0, false, Set.of(), Set.of());
    }

    static NicLimits of(VifRecord vif) {
        return new NicLimits(
                rate(vif.qosAlgorithmType(), vif.qosAlgorithmParams()),
                vif.lockingMode() == VifLockingMode.LOCKED,
                vif.ipv4Allowed(),
                vif.ipv6Allowed());
    }

    private static long rate(String type, Map<String, String> params) {
        String text = params.getOrDefault(KBPS, "");
        return type.equals(RATE) && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    static Set<String> ipv4(Collection<String> addresses) {
        return addresses.stream().filter(a -> !a.contains(":")).collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> ipv6(Collection<String> addresses) {
        return addresses.stream().filter(a -> a.contains(":")).collect(Collectors.toCollection(TreeSet::new));
    }

    NicLimits rate(long next) {
        return new NicLimits(next, locked, ipv4, ipv6);
    }
}
