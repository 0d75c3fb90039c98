package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.records.VmGuestMetricsRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmPowerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a guest's agent wrote (class VM_guest_metrics). All of it comes from inside the guest and is believed by nobody. */
final class GuestReader {
    private static final int LONGEST = 128;
    private static final int MOST_ADDRESSES = 32;

    private GuestReader() {}

    /** XAPI keeps a stopped VM's guest_metrics until its next start (class VM_guest_metrics): what they say is no longer so. */
    static GuestFacts guest(VmRecord vm, Optional<VmGuestMetricsRecord> metrics, Optional<Instant> started) {
        if (vm.powerState() != VmPowerState.RUNNING && vm.powerState() != VmPowerState.PAUSED) {
            return GuestFacts.none();
        }
        boolean hotplug = vm.allowedOperations().contains(VmOperation.CHANGING_VCPUS_LIVE);
        return metrics.map(m -> new GuestFacts(
                        m.pvDriversDetected(),
                        m.live() && reported(m),
                        hotplug,
                        started,
                        shortened(m.osVersion().getOrDefault("name", "")),
                        shortened(m.netbiosName().getOrDefault("host_name", "")),
                        addresses(m.networks())))
                .orElseGet(() -> new GuestFacts(false, false, false, started, "", "", Map.of()));
    }

    /** A guest without an agent has metrics too, which say {@code live} and nothing else (recording 03). */
    private static boolean reported(VmGuestMetricsRecord metrics) {
        return !metrics.pvDriversVersion().isEmpty()
                || !metrics.osVersion().isEmpty()
                || !metrics.networks().isEmpty();
    }

    private static String shortened(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }

    /** Keys are {@code 0/ip}, {@code 0/ipv4/0} and {@code 0/ipv6/0}; old agents put several addresses in one value. */
    static Map<Integer, List<String>> addresses(Map<String, String> networks) {
        Map<Integer, List<String>> byDevice = new HashMap<>();
        new TreeMap<>(networks).forEach((key, value) -> {
            String[] part = key.split("/", -1);
            boolean address = part.length >= 2 && (part[1].equals("ip") || part[1].startsWith("ipv"));
            if (!address || !part[0].matches("\\d{1,3}")) {
                return;
            }
            List<String> known = byDevice.computeIfAbsent(Integer.parseInt(part[0]), _ -> new ArrayList<>());
            for (String one : value.split("[\\s,]+", -1)) {
                if (usable(one) && !known.contains(one) && known.size() < MOST_ADDRESSES) {
                    known.add(one);
                }
            }
        });
        byDevice.replaceAll((_, addresses) -> List.copyOf(addresses));
        return byDevice;
    }

    private static boolean usable(String address) {
        return address.matches("[0-9a-fA-F:.]{2,45}")
                && !address.startsWith("169.254.")
                && !address.startsWith("127.")
                && !address.toLowerCase(java.util.Locale.ROOT).startsWith("fe80:")
                && !address.equals("::1");
    }
}
