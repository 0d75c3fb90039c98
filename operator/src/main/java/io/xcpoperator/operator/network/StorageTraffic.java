package io.xcpoperator.operator.network;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Storage that a host reaches over an interface with an address. XAPI lets such an interface be unplugged under running
 * VMs (it looks at management, VIFs and disallow_unplug only); their disks would be gone. Pure.
 */
final class StorageTraffic {
    private StorageTraffic() {}

    /** Names of the storage; where a server stands by its name or an IPv6 address, it is taken to be reached over the interface. */
    static List<String> over(PifRecord pif, PoolView view) {
        Optional<Long> address = number(pif.ip());
        Optional<Long> mask = number(pif.netmask());
        boolean four = address.isPresent() && mask.isPresent();
        if (!four && pif.ipv6().isEmpty()) {
            return List.of();
        }
        return view.pbdsOf(pif.host()).stream()
                .filter(PbdRecord::currentlyAttached)
                .filter(pbd -> servers(pbd.deviceConfig())
                        .anyMatch(server -> number(server)
                                .map(there -> four && (there & mask.get()) == (address.get() & mask.get()))
                                .orElse(true)))
                .flatMap(pbd -> view.sr(pbd.sr()).map(SrRecord::nameLabel).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** {@code server} of NFS and SMB, {@code target} of iSCSI, {@code location} of an ISO library: {@code host:/path}, {@code //host/share} or a folder. */
    private static Stream<String> servers(Map<String, String> config) {
        return config.entrySet().stream()
                .filter(entry -> switch (entry.getKey()) {
                    case "server", "target" -> true;
                    case "location" -> !entry.getValue().matches("/[^/].*");
                    default -> false;
                })
                .map(entry -> host(entry.getValue()))
                .filter(host -> !host.isEmpty());
    }

    private static String host(String text) {
        return text.replace('\\', '/').replaceFirst("^/+", "").replaceFirst("[:/].*$", "");
    }

    private static Optional<Long> number(String dots) {
        if (!dots.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        long bits = 0;
        for (String octet : dots.split("\\.", -1)) {
            bits = (bits << 8) | (Integer.parseInt(octet) & 255);
        }
        return Optional.of(bits);
    }
}
