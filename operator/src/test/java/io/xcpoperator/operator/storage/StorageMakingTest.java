package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.storage.Coalesce;
import io.xcpoperator.api.v1alpha1.storage.EffectiveStorage;
import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageOnHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Storage repositories that are made or attached: looked for first, plugged in on every host, kept so, and taken away. */
class StorageMakingTest {
    private static StorageLab lab;

    @BeforeAll
    static void begin() {
        lab = new StorageLab();
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @Test
    void anNfsExportBecomesStorageOfEveryHostIsHealedAndForgottenWithItsData() {
        lab.pool.calls().reset();
        lab.apply(
                "nas",
                "nfs: {server: 192.168.1.5, path: /volume1/vms, version: \"4.1\"}",
                "nameLabel: NAS",
                "tags: [slow]",
                "deletionPolicy: Forget");
        var status = lab.awaitReady("nas");
        assertThat(status.type()).isEqualTo("nfs");
        assertThat(status.shared()).isTrue();
        assertThat(status.hosts()).containsExactly(new StorageOnHost("host1", true), new StorageOnHost("host2", true));
        assertThat(status.pendingCreations()).isNull();
        assertThat(status.coalesce()).isEqualTo(new Coalesce(0, 0));
        assertThat(status.effective()).isEqualTo(new EffectiveStorage(StorageDeletionPolicy.Forget, "NAS"));
        assertThat(lab.record("NAS"))
                .containsEntry("uuid", status.uuid())
                .containsEntry("name_description", "")
                .containsEntry("tags", List.of("slow"));
        assertThat(lab.connections("NAS"))
                .hasSize(2)
                .allSatisfy(pbd -> assertThat(pbd)
                        .containsEntry(
                                "device_config",
                                Map.of("server", "192.168.1.5", "serverpath", "/volume1/vms", "nfsversion", "4.1")));
        assertThat(lab.pool.calls().of("SR.probe")).isEqualTo(1);
        assertThat(lab.pool.calls().of("SR.create")).isEqualTo(1);

        lab.call("PBD.unplug", lab.connection("NAS", "host2"));
        lab.await(() -> lab.isPlugged("NAS", "host2"));
        lab.call("PBD.unplug", lab.connection("NAS", "host1"));
        lab.call("PBD.destroy", lab.connection("NAS", "host1"));
        lab.await(() -> lab.connections("NAS").size() == 2 && lab.isPlugged("NAS", "host1"));
        lab.call("SR.set_name_label", lab.named("NAS").getFirst(), "Somebody's");
        lab.await(() -> !lab.named("NAS").isEmpty());
        lab.awaitReady("nas");

        lab.delete("nas");
        lab.awaitGone("nas");
        assertThat(lab.named("NAS")).isEmpty();
        assertThat(lab.pool.calls().byMethod()).doesNotContainKeys("SR.destroy");

        // it is still there: found, and attached only by its uuid
        lab.apply("again", "nfs: {server: 192.168.1.5, path: /volume1/vms}");
        var found = lab.await(
                "again",
                "False",
                "there is a storage repository on 192.168.1.5:/volume1/vms already, perhaps of another pool, and nothing is written over it: %s; to use it with what is in it, write attach: {uuid: %s}; for a new one next to it, create: Beside"
                        .formatted(status.uuid(), status.uuid()));
        assertThat(found.found()).containsExactly(new FoundStorage(status.uuid(), null, null));
        assertThat(lab.named("again")).isEmpty();
        lab.apply(
                "again",
                "nfs: {server: 192.168.1.5, path: /volume1/vms}",
                "attach: {uuid: %s}".formatted(status.uuid()),
                "deletionPolicy: Delete");
        var attached = lab.awaitReady("again");
        assertThat(attached.uuid()).isEqualTo(status.uuid());
        assertThat(attached.found()).isNull();
        assertThat(lab.connections("again")).hasSize(2);
        assertThat(lab.record("again")).containsEntry("name_description", "");

        // it was not made for this resource, which therefore does not wipe it
        lab.delete("again");
        lab.await(
                "again",
                "False",
                "storage repository again was there before this resource, which does not wipe it: set deletionPolicy Forget or Retain");
        lab.apply(
                "again",
                "nfs: {server: 192.168.1.5, path: /volume1/vms}",
                "attach: {uuid: %s}".formatted(status.uuid()),
                "deletionPolicy: Retain");
        lab.awaitGone("again");
        assertThat(lab.otherConfig("again").toString()).doesNotContain("xcp-operator.io");
    }

    @Test
    void inPlanItIsShownCallByCallAndManageMakesExactlyThese() {
        lab.pool.calls().reset();
        String form = "nfs: {server: 192.168.1.6, path: /plan}";
        lab.apply("planned", form, "managementPolicy: Plan");
        var status = lab.await("planned", "False", "6 calls planned (status.plan)");
        List<String> calls =
                status.plan().calls().stream().map(PlannedCall::call).toList();
        assertThat(calls)
                .containsExactly(
                        "SR.probe",
                        "SR.create",
                        "SR.add_to_other_config",
                        "SR.add_to_other_config",
                        "SR.add_to_other_config",
                        "SR.set_name_description");
        assertThat(lab.pool.calls().writes()).isZero();
        lab.apply("planned", form, "managementPolicy: Manage");
        lab.awaitReady("planned");
        calls.stream()
                .distinct()
                .forEach(call ->
                        assertThat(lab.pool.calls().of(call)).as(call).isEqualTo(Collections.frequency(calls, call)));
        lab.apply("planned", form, "managementPolicy: Observe");
        lab.delete("planned");
        lab.awaitGone("planned");
        assertThat(lab.named("planned")).hasSize(1);
    }

    @Test
    void storageThatWasMadeIsWipedOnlyWhenItIsEmptyAndAskedTo() {
        lab.apply("scratch", "nfs: {server: 192.168.1.7, path: /scratch}", "deletionPolicy: Delete");
        lab.awaitReady("scratch");
        String disk = lab.disk("scratch", "somebody's disk");
        lab.lab.destructionsPerHour(0);
        lab.delete("scratch");
        lab.await(
                "scratch",
                "False",
                "deletion waits: storage repository scratch is not empty: somebody's disk; delete or move these, or set deletionPolicy Forget or Retain");
        assertThat(lab.isPlugged("scratch", "host1")).isTrue();
        lab.call("VDI.destroy", disk);
        lab.await("scratch", "False", "1 deletion that destroys something waits on pool home");
        lab.lab.awaitMassDeletionHeld();
        assertThat(lab.isPlugged("scratch", "host1")).isTrue();
        lab.lab.destructionsPerHour(100);
        lab.awaitGone("scratch");
        assertThat(lab.named("scratch")).isEmpty();
        // nothing is found there any more
        lab.apply("scratch2", "nfs: {server: 192.168.1.7, path: /scratch}");
        lab.awaitReady("scratch2");
    }

    @Test
    void isoImagesOfAnExportAndOfAFolderOfOneHost() {
        lab.apply("isos", "isoNfs: {server: 192.168.1.8, path: /isos}");
        assertThat(lab.awaitReady("isos").shared()).isTrue();
        assertThat(lab.record("isos")).containsEntry("content_type", "iso").containsEntry("type", "iso");
        assertThat(lab.otherConfig("isos").get("auto-scan")).isEqualTo("true");
        assertThat(lab.status("isos").coalesce()).isNull();
        lab.apply("folder", "isoPath: {hostRef: {name: %s}, path: /media/iso}".formatted(lab.xcpHost("host2")));
        var status = lab.awaitReady("folder");
        assertThat(status.hosts()).containsExactly(new StorageOnHost("host2", true));
        assertThat(status.shared()).isFalse();
        lab.apply("twice", "isoNfs: {server: 192.168.1.8, path: /isos}");
        lab.await(
                "twice",
                "False",
                "the pool has 192.168.1.8:/isos already, as \"isos\": to stand for it, write existing: {uuid: %s}"
                        .formatted(lab.status("isos").uuid()));
    }

    @Test
    void aHostThatCannotReachTheServerIsNamedWithWhatItsDriverSaysAndServedWhenItCan() {
        lab.pool.servers().cut("192.168.1.9", "host2");
        lab.apply("far", "nfs: {server: 192.168.1.9, path: /far}");
        lab.await(
                "far",
                "False",
                "storage repository far is not plugged in on host2: cannot plug far in on host2: NFS mount error");
        assertThat(lab.status("far").hosts())
                .containsExactly(new StorageOnHost("host1", true), new StorageOnHost("host2", false));
        lab.pool.servers().mend("192.168.1.9", "host2");
        lab.apply("far", "nfs: {server: 192.168.1.9, path: /far}", "description: try it at once");
        lab.await(() -> lab.isPlugged("far", "host2"));
        lab.awaitReady("far");

        lab.pool.servers().cut("192.168.1.10", "host1");
        lab.apply("nowhere", "nfs: {server: 192.168.1.10, path: /far}");
        lab.await("nowhere", "False", "cannot look what is on 192.168.1.10:/far: NFS mount error");
        assertThat(lab.named("nowhere")).isEmpty();
        lab.delete("nowhere");
        lab.awaitGone("nowhere");
    }

    @Test
    void theExampleOfANasPlansFirstAndHasItsIsoImagesAtOnce() throws IOException {
        String example = Files.readString(Path.of("..", "examples", "nfs-storage", "storage.yaml"))
                .replace("192.168.1.5", "192.168.1.50");
        lab.lab.apply(example);
        lab.awaitReady("nas-isos");
        var planned = lab.await("nas-second", "False", "calls planned (status.plan)");
        assertThat(planned.plan().calls().getFirst().call()).isEqualTo("SR.probe");
        assertThat(lab.named("NAS 2")).isEmpty();
        lab.lab.apply(example.replaceAll("managementPolicy: Plan.*", "managementPolicy: Manage"));
        lab.awaitReady("nas-second");
        lab.delete("nas-second");
        lab.awaitGone("nas-second");
        assertThat(lab.named("NAS 2")).isEmpty();
        lab.lab.apply(example.replaceAll("managementPolicy: Plan.*", "managementPolicy: Manage"));
        lab.await("nas-second", "False", "write attach: {uuid: ");
    }
}
