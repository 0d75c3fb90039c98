package io.xcpoperator.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A snapshot is refused with figures before storage would fail it. */
class RoomTest {
    private static final long GIB = 1L << 30;

    private static List<XapiRecord> pool(String type, String power, int chain) {
        List<XapiRecord> all = new ArrayList<>();
        all.add(VmRecord.read(
                new VmRef("vm"),
                Fields.of(Map.of(
                        "uuid",
                        "u-vm",
                        "power_state",
                        power,
                        "memory_static_max",
                        Long.toString(4 * GIB),
                        "suspend_SR",
                        "sr"))));
        all.add(SrRecord.read(
                new SrRef("sr"),
                Fields.of(Map.of(
                        "uuid",
                        "u-sr",
                        "name_label",
                        "nas",
                        "type",
                        type,
                        "physical_size",
                        Long.toString(100 * GIB),
                        "physical_utilisation",
                        Long.toString(97 * GIB)))));
        all.add(VbdRecord.read(
                new VbdRef("vbd"),
                Fields.of(Map.of("uuid", "u-vbd", "VM", "vm", "VDI", "d1", "type", "Disk", "empty", false))));
        for (int image = 1; image <= chain; image++) {
            Map<String, String> parent = image == chain ? Map.of() : Map.of("vhd-parent", "u-d" + (image + 1));
            all.add(VdiRecord.read(
                    new VdiRef("d" + image),
                    Fields.of(Map.of(
                            "uuid",
                            "u-d" + image,
                            "name_label",
                            "root",
                            "SR",
                            "sr",
                            "virtual_size",
                            Long.toString(10 * GIB),
                            "sm_config",
                            parent))));
        }
        return all;
    }

    private static String lacking(List<XapiRecord> pool, boolean memory) {
        PoolView view = PoolView.of(pool, List.of());
        return Room.lacking(view.vm(new VmRef("vm")).orElseThrow(), memory, view)
                .map(Verdict::message)
                .orElse("");
    }

    @Test
    void aChainOf30ImagesTakesNoMore() {
        assertThat(lacking(pool("nfs", "Running", 29), false)).isEmpty();
        assertThat(lacking(pool("nfs", "Running", 30), false))
                .isEqualTo(
                        "disk root is a chain of 30 images, and storage takes 30: delete snapshots of the VM and let the storage coalesce");
        PoolView view = PoolView.of(pool("nfs", "Running", 30), List.of());
        assertThat(Room.lacking(view.vm(new VmRef("vm")).orElseThrow(), false, view))
                .containsInstanceOf(Verdict.Waiting.class)
                .get()
                .extracting(v -> ((Verdict.Waiting) v).reason())
                .isEqualTo(Reason.SnapshotChainTooLong);
    }

    @ParameterizedTest(name = "{0}, {1}, memory {2}: \"{3}\"")
    @CsvSource({
        "nfs,      Running, false, ''",
        "lvm,      Halted,  false, ''",
        "lvm,      Running, false, 'storage nas has 3Gi free and the snapshot reserves 10Gi: free space on it'",
        "lvmohba,  Paused,  false, 'storage nas has 3Gi free and the snapshot reserves 10Gi: free space on it'",
        "nfs,      Running, true,  'storage nas has 3Gi free and the snapshot reserves 4Gi, its memory included: free space on it'",
        "lvm,      Running, true,  'storage nas has 3Gi free and the snapshot reserves 14Gi, its memory included: free space on it'",
    })
    void whatItWouldReserveMustBeFree(String type, String power, boolean memory, String sentence) {
        assertThat(lacking(pool(type, power, 1), memory)).isEqualTo(sentence);
    }
}
