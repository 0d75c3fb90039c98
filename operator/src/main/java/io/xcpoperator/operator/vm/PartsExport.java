package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.vm.Disk;
import io.xcpoperator.api.v1alpha1.vm.NetworkInterface;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Disks and network interfaces, as a manifest lists them: by their place. What cannot be listed is noted. Pure. */
final class PartsExport {
    private static final int LAST_DISK = 15;
    private static final int MOST_DISKS = 16;
    private static final int LAST_NIC = 6;
    private static final int MOST_RATE = 12_500_000;
    private static final int MOST_ADDRESSES = 16;
    private static final int LONGEST_ENTRY = 63;

    private final VmFacts vm;
    private final ExportScope scope;
    private final List<String> notes;

    PartsExport(VmFacts vm, ExportScope scope, List<String> notes) {
        this.vm = vm;
        this.scope = scope;
        this.notes = notes;
    }

    @Nullable
    List<Disk> disks() {
        List<Disk> entries = new ArrayList<>();
        for (DiskFacts disk : vm.disks().stream()
                .sorted(Comparator.comparingInt(DiskFacts::device))
                .toList()) {
            Optional<String> why = unlisted(disk);
            if (why.isEmpty() && entries.size() < MOST_DISKS) {
                entries.add(entry(disk));
            } else {
                notes.add("disk at device %d: %s; left out"
                        .formatted(disk.device(), why.orElse("more than a manifest lists")));
            }
        }
        return entries.isEmpty() ? null : entries;
    }

    private Optional<String> unlisted(DiskFacts disk) {
        if (disk.device() == DiskMatch.CD_DEVICE || disk.device() < 0 || disk.device() > LAST_DISK) {
            return Optional.of("its place is the CD's, or beyond the last that can be said");
        }
        if (vm.running() && !disk.attached()) {
            return Optional.of("it is unplugged, and listing it would plug it in");
        }
        return disk.size() < Bytes.MIB ? Optional.of("it is smaller than 1Mi") : Optional.empty();
    }

    private Disk entry(DiskFacts disk) {
        Ref storage = scope.view()
                .sr(disk.sr())
                .flatMap(sr -> scope.find(sr.uuidText()))
                .orElse(null);
        String name = disk.device() == 0 ? "root" : "disk-" + disk.device();
        return new Disk(name, disk.device(), Bytes.quantity(disk.size()), storage, null, null);
    }

    @Nullable
    List<NetworkInterface> nics() {
        List<NetworkInterface> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NicFacts nic : vm.nics().stream()
                .sorted(Comparator.comparingInt(NicFacts::device))
                .toList()) {
            Optional<Ref> network =
                    scope.view().network(nic.network()).flatMap(record -> scope.find(record.uuidText()));
            Optional<String> why = unlisted(nic, network);
            if (why.isPresent()) {
                notes.add("network interface %d: %s; left out".formatted(nic.device(), why.get()));
                continue;
            }
            String plain = network.orElseThrow().name();
            String name = plain.length() <= LONGEST_ENTRY && names.add(plain) ? plain : "nic-" + nic.device();
            entries.add(entry(name, nic, network.orElseThrow()));
        }
        return entries.isEmpty() ? null : entries;
    }

    private Optional<String> unlisted(NicFacts nic, Optional<Ref> network) {
        if (nic.device() < 0 || nic.device() > LAST_NIC) {
            return Optional.of("its place is beyond the last that can be said");
        }
        if (network.isEmpty()) {
            return Optional.of("it is on a network that the pool keeps for itself");
        }
        if (nic.limits().locked()
                && nic.limits().ipv4().isEmpty()
                && nic.limits().ipv6().isEmpty()) {
            return Optional.of("it is locked to no address at all, which no list says");
        }
        return vm.running() && !nic.attached()
                ? Optional.of("it is unplugged, and listing it would plug it in")
                : Optional.empty();
    }

    private static NetworkInterface entry(String name, NicFacts nic, Ref network) {
        Set<String> addresses = new TreeSet<>(nic.limits().ipv4());
        addresses.addAll(nic.limits().ipv6());
        boolean listed = nic.limits().locked() && addresses.size() <= MOST_ADDRESSES;
        return new NetworkInterface(
                name,
                nic.device(),
                network,
                nic.mac().matches(Formats.MAC) ? nic.mac() : null,
                Fields.whole(nic.limits().rateKBps(), 0, 0, MOST_RATE),
                listed ? List.copyOf(addresses) : null);
    }
}
