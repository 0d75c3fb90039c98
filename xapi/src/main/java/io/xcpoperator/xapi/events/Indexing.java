package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.records.*;
import io.xcpoperator.xapi.types.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which keys an object is found by. Relations come from the child's side only: the parent's arrays are not believed. */
final class Indexing {
    private final List<MarkIndex> marks;

    Indexing(List<MarkIndex> marks) {
        this.marks = List.copyOf(marks);
    }

    List<IndexKey> keysOf(XapiRecord object) {
        List<IndexKey> keys = new ArrayList<>(6);
        if (!object.uuidText().isEmpty()) {
            keys.add(new IndexKey(IndexKey.UUID, object.uuidText()));
        }
        switch (object) {
            case VmRecord vm -> {
                keys.add(new IndexKey(IndexKey.NAME, vm.nameLabel()));
                relate(keys, IndexKey.HOST, vm.residentOn());
                relate(keys, IndexKey.SNAPSHOT_OF, vm.snapshotOf());
                mark(keys, vm.otherConfig());
            }
            case VbdRecord vbd -> {
                relate(keys, IndexKey.VM, vbd.vm());
                relate(keys, IndexKey.VDI, vbd.vdi());
                mark(keys, vbd.otherConfig());
            }
            case VdiRecord vdi -> {
                keys.add(new IndexKey(IndexKey.NAME, vdi.nameLabel()));
                relate(keys, IndexKey.SR, vdi.sr());
                relate(keys, IndexKey.SNAPSHOT_OF, vdi.snapshotOf());
                mark(keys, vdi.otherConfig());
            }
            case VifRecord vif -> {
                relate(keys, IndexKey.VM, vif.vm());
                relate(keys, IndexKey.NETWORK, vif.network());
                mark(keys, vif.otherConfig());
            }
            case PifRecord pif -> {
                relate(keys, IndexKey.HOST, pif.host());
                relate(keys, IndexKey.NETWORK, pif.network());
                mark(keys, pif.otherConfig());
            }
            case PbdRecord pbd -> {
                relate(keys, IndexKey.HOST, pbd.host());
                relate(keys, IndexKey.SR, pbd.sr());
                mark(keys, pbd.otherConfig());
            }
            case NetworkRecord network -> {
                keys.add(new IndexKey(IndexKey.NAME, network.nameLabel()));
                mark(keys, network.otherConfig());
            }
            case SrRecord sr -> {
                keys.add(new IndexKey(IndexKey.NAME, sr.nameLabel()));
                mark(keys, sr.otherConfig());
            }
            case VlanRecord vlan -> {
                relate(keys, IndexKey.TAGGED, vlan.taggedPif());
                relate(keys, IndexKey.UNTAGGED, vlan.untaggedPif());
                mark(keys, vlan.otherConfig());
            }
            case BondRecord bond -> mark(keys, bond.otherConfig());
            case HostRecord host -> mark(keys, host.otherConfig());
            case PoolRecord pool -> mark(keys, pool.otherConfig());
            case TaskRecord task -> mark(keys, task.otherConfig());
            case ConsoleRecord console -> relate(keys, IndexKey.VM, console.vm());
            case CertificateRecord certificate -> relate(keys, IndexKey.HOST, certificate.host());
            case HostMetricsRecord _,
                    VmMetricsRecord _,
                    VmGuestMetricsRecord _,
                    PifMetricsRecord _,
                    MessageRecord _ -> {}
        }
        return keys;
    }

    private static void relate(List<IndexKey> keys, String kind, Ref end) {
        if (!end.isNull()) {
            keys.add(new IndexKey(kind, end.value()));
        }
    }

    private void mark(List<IndexKey> keys, Map<String, String> otherConfig) {
        for (MarkIndex mark : marks) {
            String value = otherConfig.get(mark.key());
            if (value != null) {
                indexed(mark, value).ifPresent(key -> keys.add(IndexKey.mark(mark, key)));
            }
        }
    }

    /** Anybody may write anything into other_config: one odd value must not keep the whole pool from being seen. */
    private static Optional<String> indexed(MarkIndex mark, String value) {
        try {
            return Optional.ofNullable(mark.indexed().apply(value));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }
}
