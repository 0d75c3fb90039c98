package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The keys in {@code other_config} that this feature writes, and how their values read. */
final class Keys {
    static final String PREFIX = "xcp-operator.io/";

    /** On a VBD of a VM we own: VM uuid and entry of spec.disks. */
    static final String DISK = MarkIndexes.DISK;
    /** On a VDI that we made: whose it is. It outlives the VM, so that no disk is orphaned. */
    static final String DISK_OF = MarkIndexes.DISK_OF;
    /** On a VIF: VM uuid and entry of spec.networkInterfaces. */
    static final String NIC = MarkIndexes.NIC;
    /** On a VM: the tags that we added, one a line. */
    static final String TAGS = PREFIX + "tags";
    /** On a VM: the host whose placement was last carried out. */
    static final String PLACED = PREFIX + "placed";
    /** On a VM: the shape from before a restart for a change, see {@link RestartMemo}. */
    static final String RESTART = PREFIX + "restart";
    /** On a VM: the attempt at such a restart that could not start. */
    static final String REFUSED = PREFIX + "restart-refused";
    /** On a VM: how many such restarts there were. */
    static final String RESTARTS = PREFIX + "restarts";
    /** On a VM: what its guest has from its next start on, see {@link NextBootMemo}. */
    static final String NEXT_BOOT = PREFIX + "next-boot";
    /** On a VM: the disks that are on their way to other storage, see {@link MovingMemo}. */
    static final String MOVING = Claims.MOVING;
    /** On a VM: the disks that another tool moved, see {@link Followed}. */
    static final String FOLLOWED = PREFIX + "followed";
    /** On a VM: how far its cloud-init is, see {@link SeedMemo}. On its cloud-init drive: what is on it. */
    static final String SEED = PREFIX + "cloud-init";
    /** On a VM: what else of ours is taken off it when it is let go. */
    static final List<String> MEMORY =
            List.of(RESTART, REFUSED, RESTARTS, NEXT_BOOT, PLACED, MOVING, FOLLOWED, SEED, TAGS);
    /** In a task's mark, in the place of an object's uuid; the generation of the spec it was started for follows. */
    private static final String TASK = "task-";
    /** XAPI's own: the VM starts with its host. */
    static final String AUTO_POWER_ON = "auto_poweron";
    /** XAPI's own, on templates: disks that VM.provision would make. */
    static final String PROVISION = "disks";
    /** XAPI's own, in a VM's other_config: the PCI devices it is given. */
    static final String PCI = "pci";
    /** XAPI's own, in a VM's HVM_boot_params. */
    static final String FIRMWARE = "firmware";
    /** The start of the name a VM has while it is being made; the token follows. */
    static final String MAKING = "xcp-operator-making-";

    private Keys() {}

    /** The mark of a task: whose it is, and for which generation. One value, since each key costs a call. */
    static OwnerMark taskMark(Owner me, long generation) {
        return me.markFor(TASK + generation);
    }

    /** Empty for a mark that is no task's. */
    static OptionalLong generationOf(OwnerMark task) {
        String text = task.objectUuid();
        try {
            return text.startsWith(TASK)
                    ? OptionalLong.of(Long.parseLong(text.substring(TASK.length())))
                    : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Whose disk a VDI is.
     *
     * @param vm the mark of the VM it was made for; a copy made by hand names the original here
     */
    record DiskOf(OwnerMark vm, String entry) {
        static DiskOf of(Owner me, String vmUuid, String entry) {
            return new DiskOf(me.markFor(vmUuid), entry);
        }

        static Optional<DiskOf> parse(Map<String, String> otherConfig) {
            String text = otherConfig.getOrDefault(DISK_OF, "");
            int slash = text.lastIndexOf('/');
            return slash < 0
                    ? Optional.empty()
                    : OwnerMark.parse(text.substring(0, slash)).map(vm -> new DiskOf(vm, text.substring(slash + 1)));
        }

        boolean madeFor(Owner me) {
            return vm.equals(me.markFor(vm.objectUuid()));
        }

        boolean madeFor(Owner me, VmFacts one) {
            return vm.equals(me.markFor(one.uuid().value()));
        }

        String text() {
            return vm + "/" + entry;
        }
    }

    static String disk(String vmUuid, String entry) {
        return OwnValues.text(vmUuid, entry);
    }

    static String nic(String vmUuid, String entry) {
        return OwnValues.text(vmUuid, entry);
    }

    /** The entry of a VBD's mark; empty when there is none or it was inherited from another VM. */
    static Optional<String> diskEntry(Map<String, String> otherConfig, String vmUuid) {
        return OwnValues.read(otherConfig, DISK, vmUuid);
    }

    /** The same of a VIF's. */
    static Optional<String> nicEntry(Map<String, String> otherConfig, String vmUuid) {
        return OwnValues.read(otherConfig, NIC, vmUuid);
    }

    /** A token that tells whose creation it is, should status lose it. */
    static String token(String resourceUid, String random) {
        return resourceUid + "-" + random;
    }

    /** Whether a VM of this name is one that is being made for the resource. */
    static boolean makingFor(String resourceUid, String name) {
        return name.startsWith(makingName(resourceUid + "-"));
    }

    static String makingName(String token) {
        return MAKING + token;
    }
}
