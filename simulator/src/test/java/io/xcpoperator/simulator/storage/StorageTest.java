package io.xcpoperator.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.simulator.PoolFixture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageTest {
    private static final long GIB = 1L << 30;

    private final PoolFixture pool = PoolFixture.of("two-hosts.yaml");

    @AfterEach
    void close() {
        pool.close();
    }

    private String sr(String type, long size) {
        String host = pool.texts("host.get_all").getFirst();
        return pool.text(
                "SR.create", host, Map.of("device", "/dev/x"), size, "test", "", type, "user", false, Map.of());
    }

    private String disk(String sr, long size) {
        return pool.text("VDI.create", vdi(sr, size));
    }

    private static Map<String, Object> vdi(String sr, long size) {
        var record = new LinkedHashMap<String, Object>();
        record.put("SR", sr);
        record.put("virtual_size", size);
        record.put("type", "user");
        record.put("sharable", false);
        record.put("read_only", false);
        record.put("other_config", Map.of("k", "v"));
        return record;
    }

    @Test
    void countsWhatThickDisksTakeUntilTheSrIsFull() {
        String sr = sr("lvm", 10 * GIB);
        String first = disk(sr, 8 * GIB);
        assertThat(pool.number("SR.get_physical_utilisation", sr)).isEqualTo(8 * GIB);
        assertThatThrownBy(() -> disk(sr, 4 * GIB)).hasMessage("SR_FULL, " + 4 * GIB + ", " + 2 * GIB);
        pool.call("VDI.destroy", first);
        assertThat(pool.number("SR.get_physical_utilisation", sr)).isZero();
        assertThat(pool.number("SR.get_virtual_allocation", sr)).isZero();
        disk(sr, 4 * GIB);
    }

    @Test
    void promisesMoreThanItHasOnAThinSr() {
        String sr = sr("ext", 10 * GIB);
        disk(sr, 8 * GIB);
        disk(sr, 8 * GIB);
        assertThat(pool.number("SR.get_virtual_allocation", sr)).isEqualTo(16 * GIB);
        assertThat(pool.number("SR.get_physical_utilisation", sr)).isZero();
    }

    @Test
    void growsADiskButNeverShrinksIt() {
        String disk = disk(sr("lvm", 10 * GIB), GIB);
        pool.call("VDI.resize", disk, 2 * GIB);
        assertThat(pool.number("VDI.get_virtual_size", disk)).isEqualTo(2 * GIB);
        assertThatThrownBy(() -> pool.call("VDI.resize", disk, GIB)).hasMessageStartingWith("SR_BACKEND_FAILURE_79");
        assertThatThrownBy(() -> pool.call("VDI.resize", disk, 20 * GIB)).hasMessageStartingWith("SR_FULL");
    }

    @Test
    void makesSnapshotsThatSayWhoseTheyAre() {
        String disk = disk(sr("ext", 10 * GIB), GIB);
        String snapshot = pool.text("VDI.snapshot", disk);
        assertThat(pool.flag("VDI.get_is_a_snapshot", snapshot)).isTrue();
        assertThat(pool.text("VDI.get_snapshot_of", snapshot)).isEqualTo(disk);
        assertThat(pool.texts("VDI.get_snapshots", disk)).containsExactly(snapshot);
        assertThat(pool.flag("VDI.get_is_a_snapshot", pool.text("VDI.clone", disk)))
                .isFalse();
    }

    @Test
    void copiesADiskToAnotherSr() {
        String disk = disk(sr("ext", 10 * GIB), GIB);
        String there = sr("ext", 10 * GIB);
        String copy = pool.text("VDI.copy", disk, there);
        assertThat(pool.text("VDI.get_SR", copy)).isEqualTo(there);
        assertThat(pool.call("VDI.get_other_config", copy)).isEqualTo(pool.call("VDI.get_other_config", disk));
    }

    @Test
    void refusesToMoveADiskThatHasNoVm() {
        String disk = disk(sr("ext", 10 * GIB), GIB);
        assertThatThrownBy(() -> pool.call("VDI.pool_migrate", disk, sr("ext", GIB), Map.of()))
                .hasMessage("VDI_NEEDS_VM_FOR_MIGRATE, " + disk);
    }

    @Test
    void plugsASharedSrOnEveryHostAndTakesItAwayOnlyUnplugged() {
        String host = pool.texts("host.get_all").getFirst();
        String sr = pool.text(
                "SR.create",
                host,
                Map.of("server", "s", "serverpath", "/p"),
                0,
                "shared",
                "",
                "nfs",
                "user",
                true,
                Map.of());
        List<String> pbds = pool.texts("SR.get_PBDs", sr);
        assertThat(pbds)
                .hasSize(2)
                .allSatisfy(pbd ->
                        assertThat(pool.flag("PBD.get_currently_attached", pbd)).isTrue());
        assertThatThrownBy(() -> pool.call("SR.forget", sr)).hasMessage("SR_HAS_PBD, " + sr);
        pbds.forEach(pbd -> pool.call("PBD.unplug", pbd));
        assertThatThrownBy(() -> disk(sr, GIB)).hasMessage("SR_HAS_NO_PBDS, " + sr);
        pool.call("SR.forget", sr);
        assertThatThrownBy(() -> pool.call("SR.get_record", sr)).hasMessage("HANDLE_INVALID, SR, " + sr);
    }

    @Test
    void hidesPasswordsOfAConfigurationInSecrets() {
        String host = pool.texts("host.get_all").getFirst();
        String sr = pool.text(
                "SR.create",
                host,
                Map.of("server", "//s/p", "password", "hunter2"),
                0,
                "smb",
                "",
                "smb",
                "user",
                true,
                Map.of());
        String config = pool.call(
                        "PBD.get_device_config", pool.texts("SR.get_PBDs", sr).getFirst())
                .notation();
        assertThat(config).contains("password_secret").doesNotContain("hunter2");
        assertThat(pool.texts("secret.get_all")).hasSize(2);
    }

    @Test
    void namesTheMissingDriver() {
        assertThatThrownBy(() -> sr("nonsense", GIB)).hasMessage("SR_UNKNOWN_DRIVER, nonsense");
    }

    @Test
    void listsTheChoicesOfAnIncompleteProbe() {
        String host = pool.texts("host.get_all").getFirst();
        assertThatThrownBy(() -> pool.call("SR.probe", host, Map.of("server", "s"), "nfs"))
                .hasMessageStartingWith("SR_BACKEND_FAILURE_101")
                .hasMessageContaining("<nfs-exports>");
        assertThat(pool.text("SR.probe", host, Map.of("server", "s", "serverpath", "/p"), "nfs"))
                .contains("<SRlist>");
    }
}
