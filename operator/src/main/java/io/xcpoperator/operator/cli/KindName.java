package io.xcpoperator.operator.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of the group by every name that kubectl takes for them. Kept apart from the kinds' own classes, which take a
 * second to load.
 */
enum KindName {
    XcpPool("xpool", "xcppools"),
    XcpHost("xhost", "xcphosts"),
    VirtualMachine("xvm", "virtualmachines"),
    XcpNetwork("xnet", "xcpnetworks"),
    StorageRepository("xsr", "storagerepositories"),
    VirtualMachineSnapshot("xsnap", "virtualmachinesnapshots"),
    DiskImage("ximg", "diskimages"),
    BackupRepository("xbr", "backuprepositories"),
    BackupPolicy("xbp", "backuppolicies"),
    VirtualMachineBackup("xbk", "virtualmachinebackups"),
    VirtualMachineRestore("xrst", "virtualmachinerestores"),
    PatchPlan("xpp", "patchplans"),
    XcpInquiry("xinq", "xcpinquiries");

    private final String shortName;
    private final String plural;

    KindName(String shortName, String plural) {
        this.shortName = shortName;
        this.plural = plural;
    }

    String shortName() {
        return shortName;
    }

    String plural() {
        return plural;
    }

    /** By short name, singular or plural, in any case, with the group or without. */
    static Optional<KindName> find(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceFirst("\\.xcp-operator\\.io$", "");
        return Stream.of(values())
                .filter(kind -> List.of(kind.shortName, kind.plural, kind.name().toLowerCase(Locale.ROOT))
                        .contains(name))
                .findFirst();
    }

    static String all() {
        return Stream.of(values()).map(KindName::shortName).collect(Collectors.joining(", "));
    }
}
