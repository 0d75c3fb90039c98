package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.storage.Provisioning;
import io.xcpoperator.api.v1alpha1.storage.StorageOnHost;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Contest;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.LogLines;
import io.xcpoperator.operator.testing.Rivalry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the way of storage, what would cost somebody their data, and what is never done. */
class StorageBadDaysTest {
    private static final String FOREIGN = "0d400000-0000-4000-8000-00000000000b";
    private static final String PASSWORD = "correct horse battery";
    private static StorageLab lab;

    @BeforeAll
    static void begin() {
        lab = new StorageLab();
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    private static String approval(String name, String key, String value) {
        return "kubectl annotate --field-manager=xcp --overwrite -n %s xsr %s xcp-operator.io/%s=%s"
                .formatted(lab.lab.namespace(), name, key, value);
    }

    @Test
    void aDiskIsFormattedOnceAndOnlyWithApprovalWhateverIsOnIt() {
        String host = lab.xcpHost("host2");
        String device = "/dev/disk/by-id/nvme-old";
        String form = "ext: {hostRef: {name: %s}, device: %s}".formatted(host, device);
        lab.pool.calls().reset();
        lab.apply("disk", form);
        lab.await("disk", "False", device + " of " + host + " is formatted, and all that is on it is lost");
        lab.await("disk", "False", approval("disk", "approve-format", host + ":" + device));
        assertThat(lab.pool.calls().of("SR.create")).isZero();
        lab.annotate("disk", "approve-format", host + ":/dev/disk/by-id/another");
        lab.await("disk", "False", approval("disk", "approve-format", host + ":" + device));
        lab.annotate("disk", "approve-format", host + ":" + device);
        var status = lab.awaitReady("disk");
        assertThat(status.hosts()).containsExactly(new StorageOnHost("host2", true));
        assertThat(status.provisioning()).isEqualTo(Provisioning.Thin);
        assertThat(lab.pool.calls().of("SR.create")).isEqualTo(1);
        // a second resource for the same disk would wipe the first one's
        lab.apply("disk2", form);
        lab.await("disk2", "False", "the pool has %s of %s already, as \"disk\"".formatted(device, host));

        lab.call("PBD.unplug", lab.connection("disk", "host2"));
        lab.await(() -> {
            try {
                lab.call("PBD.unplug", lab.connection("disk", "host2"));
                lab.call("SR.forget", lab.named("disk").getFirst());
                return true;
            } catch (RuntimeException healed) {
                return false;
            }
        });
        lab.await("disk", "False", approval("disk", "recreate", status.uuid()));
        lab.annotate("disk", "recreate", status.uuid());
        // its data is still there: the approval of then does not count, and none is asked for
        lab.await("disk", "False", "there is a storage repository on %s of %s already".formatted(device, host));
        assertThat(lab.pool.calls().of("SR.create")).isEqualTo(1);
    }

    @Test
    void anotherPoolsStorageOnAnExportIsLeftAloneAndANewOneIsMadeBesideItOnRequest() {
        lab.pool.servers().plant(FOREIGN, "nfs", Map.of("server", "10.9.0.1", "serverpath", "/shared"));
        String form = "nfs: {server: 10.9.0.1, path: /shared}";
        lab.pool.calls().reset();
        lab.apply("beside", form);
        lab.await("beside", "False", "perhaps of another pool, and nothing is written over it: " + FOREIGN);
        assertThat(lab.pool.calls().of("SR.create")).isZero();
        lab.apply("beside", form, "attach: {uuid: 0d400000-0000-4000-8000-0000000000ff}");
        lab.await(
                "beside",
                "False",
                "attach: there is no storage repository 0d400000-0000-4000-8000-0000000000ff on 10.9.0.1:/shared; there is: "
                        + FOREIGN);
        lab.apply("beside", form, "create: Beside");
        assertThat(lab.awaitReady("beside").uuid()).isNotEqualTo(FOREIGN);
        assertThat(lab.pool.direct().all("SR").stream()
                        .map(sr -> lab.pool.direct().record("SR", sr).get("uuid")))
                .doesNotContain(FOREIGN);
    }

    @Test
    void duringARollingUpgradeNothingIsMade() {
        String pool = lab.pool.direct().all("pool").getFirst();
        lab.call("pool.add_to_other_config", pool, "rolling_upgrade_in_progress", "true");
        lab.apply("later", "nfs: {server: 10.9.0.2, path: /later}");
        lab.await(
                "later",
                "False",
                "a rolling upgrade of the pool is in progress; the storage repository is made after it");
        assertThat(lab.named("later")).isEmpty();
        lab.call("pool.remove_from_other_config", pool, "rolling_upgrade_in_progress");
        lab.awaitReady("later");
    }

    @Test
    void passwordsOfSharesAndTargetsAreSecretObjectsOfThePoolAndNowhereElse() {
        try (var log = LogLines.finest("io.xcpoperator")) {
            String share = "smb: {server: nas, path: /vms, credentialsSecretRef: {name: share}}";
            lab.apply("share", share, "deletionPolicy: Forget");
            lab.await("share", "False", "Secret %s/share does not exist".formatted(lab.lab.namespace()));
            lab.lab.login("share", "vmuser", PASSWORD);
            String uuid = lab.awaitReady("share").uuid();
            hidden("share", "password_secret");
            lab.call("PBD.unplug", lab.connection("share", "host2"));
            lab.call("PBD.destroy", lab.connection("share", "host2"));
            lab.await(() -> lab.connections("share").size() == 2 && lab.isPlugged("share", "host2"));
            hidden("share", "password_secret");
            String left = leftBehind("share");
            lab.call("PBD.unplug", lab.connection("share", "host2"));
            lab.await(() -> lab.isPlugged("share", "host2"));
            assertThat(lab.pool.direct().all("secret")).doesNotContain(left);
            left = leftBehind("share");
            lab.delete("share");
            lab.awaitGone("share");
            assertThat(lab.pool.direct().all("secret")).doesNotContain(left);
            lab.apply("share", share, "attach: {uuid: %s}".formatted(uuid));
            lab.awaitReady("share");
            hidden("share", "password_secret");

            lab.apply("images", "isoSmb: {server: nas, path: /isos, credentialsSecretRef: {name: share}}");
            lab.awaitReady("images");
            hidden("images", "cifspassword_secret");

            lab.apply(
                    "lun",
                    "iscsi: {target: 10.9.0.3, iqn: \"iqn.2026-01.invalid:nas\", scsiId: \"3600a\", chapSecretRef: {name: share}}");
            lab.await("lun", "False", approval("lun", "approve-format", "10.9.0.3:3600a"));
            lab.annotate("lun", "approve-format", "10.9.0.3:3600a");
            assertThat(lab.awaitReady("lun").provisioning()).isEqualTo(Provisioning.Thick);
            hidden("lun", "chappassword_secret");
            assertThat(log.whole()).noneMatch(line -> line.contains(PASSWORD));
        }
        assertThat(lab.lab.client().getKubernetesSerialization().asYaml(lab.get("share")))
                .doesNotContain(PASSWORD);
    }

    /** As by a process that died between making the secret and the connection that takes a copy of it. */
    private static String leftBehind(String storage) {
        Map<?, ?> otherConfig = (Map<?, ?>) lab.pool
                .direct()
                .record("SR", lab.pool.direct().named("SR", storage).getFirst())
                .get("other_config");
        String mark = String.valueOf(otherConfig.get(OwnerMark.KEY)).replaceFirst("[^/]*$", "secret");
        return lab.pool
                .direct()
                .call("secret.create", Map.of("value", PASSWORD, "other_config", Map.of(OwnerMark.KEY, mark)))
                .toString();
    }

    private static void hidden(String storage, String key) {
        assertThat(lab.connections(storage)).hasSize(2).allSatisfy(pbd -> {
            Map<?, ?> config = (Map<?, ?>) pbd.get("device_config");
            assertThat(config.toString()).contains(key).doesNotContain(PASSWORD);
            String secret = lab.pool.direct().text("secret.get_by_uuid", config.get(key));
            assertThat(lab.pool.direct().record("secret", secret)).containsEntry("value", PASSWORD);
        });
    }

    @Test
    void storageThatThePoolUsesIsNotForgotten() {
        lab.apply("used", "nfs: {server: 10.9.0.4, path: /used}", "deletionPolicy: Forget");
        lab.awaitReady("used");
        String pool = lab.pool.direct().all("pool").getFirst();
        Object before = lab.pool.direct().record("pool", pool).get("default_SR");
        lab.call("pool.set_default_SR", pool, lab.named("used").getFirst());
        lab.delete("used");
        lab.await(
                "used",
                "False",
                "storage repository used is in use by the pool, as its default storage; nothing of theirs is touched");
        assertThat(lab.isPlugged("used", "host1")).isTrue();
        lab.call("pool.set_default_SR", pool, before);
        lab.awaitGone("used");
        assertThat(lab.named("used")).isEmpty();
    }

    @Test
    void whatXenOrchestraHasInMaintenanceIsLeftUnplugged() {
        lab.apply("resting", "nfs: {server: 10.9.0.5, path: /resting}");
        lab.awaitReady("resting");
        lab.call("SR.add_to_other_config", lab.named("resting").getFirst(), "xo:maintenanceState", "{}");
        lab.call("PBD.unplug", lab.connection("resting", "host1"));
        lab.await(
                "resting",
                "False",
                "Xen Orchestra has storage repository resting in maintenance; it is left alone until that ends");
        assertThat(lab.isPlugged("resting", "host1")).isFalse();
        lab.call("SR.remove_from_other_config", lab.named("resting").getFirst(), "xo:maintenanceState");
        lab.awaitReady("resting");
        assertThat(lab.isPlugged("resting", "host1")).isTrue();
    }

    @Test
    void aPoolKeepsItsDisksOnStorageThatWasMade() {
        lab.apply("main", "nfs: {server: 10.9.0.6, path: /main}", "deletionPolicy: Delete");
        lab.awaitReady("main");
        lab.lab.awaitPool(
                lab.lab.xcpPool(
                        "home",
                        lab.pool,
                        spec -> spec.defaultStorageRepositoryRef(Ref.to("main"))
                                .suspendStorageRepositoryRef(Ref.to("main"))),
                "True",
                "");
        assertThat(lab.pool
                        .direct()
                        .record("pool", lab.pool.direct().all("pool").getFirst()))
                .containsEntry("default_SR", lab.named("main").getFirst())
                .containsEntry("suspend_image_SR", lab.named("main").getFirst());
        lab.delete("main");
        lab.await("main", "False", "in use by XcpPool %s/home".formatted(lab.lab.namespace()));
        lab.lab.xcpPool("home", lab.pool, spec -> {});
        lab.await("main", "False", "in use by the pool, as its default storage, the pool, for suspended VMs");
    }

    @Test
    void whatAnotherSetsTimeAndAgainOnStorageAndOnThePoolIsLeftToThemForAWhile() {
        lab.apply("fought", "nfs: {server: 10.9.0.9, path: /fought}");
        lab.awaitReady("fought");
        var unplugging = new Rivalry(
                () -> lab.isPlugged("fought", "host1"),
                () -> lab.call("PBD.unplug", lab.connection("fought", "host1")),
                () -> lab.status("fought").conditions());
        assertThat(unplugging.untilLeft()).isGreaterThanOrEqualTo(Contest.FREE);
        assertThat(lab.await("fought", "False", "is changed again each time").message())
                .startsWith("not plugged in on host1 (fought) was set right 5 times since ");
        assertThat(lab.isPlugged("fought", "host1")).isFalse();

        String pool = ((List<?>) lab.call("pool.get_all")).getFirst().toString();
        String before = lab.pool.direct().record("pool", pool).get("default_SR").toString();
        String ours = lab.named("fought").getFirst();
        XcpPool home = lab.lab.xcpPool("home", lab.pool, spec -> spec.defaultStorageRepositoryRef(Ref.to("fought")));
        var choosing = new Rivalry(
                () -> lab.pool.direct().record("pool", pool).get("default_SR").equals(ours),
                () -> lab.call("pool.set_default_SR", pool, before),
                () -> lab.lab.seen(home).getStatus().conditions());
        assertThat(choosing.untilLeft()).isGreaterThanOrEqualTo(Contest.FREE);
        assertThat(lab.lab
                        .awaitPool(home, "False", "is changed again each time")
                        .getStatus()
                        .message())
                .startsWith("defaultStorageRepositoryRef ")
                .contains(" → fought (the pool) was set right 5 times since ");
        lab.await(() -> !lab.lab.events(home).stream().noneMatch(event -> event.startsWith("Warning Contested ")));
        assertThat(Lab.trueOf(lab.lab
                        .awaitPool(lab.lab.xcpPool(lab.pool), "True", "")
                        .getStatus()
                        .conditions()))
                .doesNotContain("Contested");
        lab.apply("fought", "nfs: {server: 10.9.0.9, path: /fought}", "description: begun anew");
        lab.awaitReady("fought");
    }

    /** Thick volumes on a disk of one host; they stay while a VM has one of them, and go with all that is left then. */
    @Test
    void aVolumeGroupOnADiskIsOneHostsAndStaysWhileAVmHasADiskOnIt() {
        String host = lab.xcpHost("host1");
        String device = "/dev/disk/by-id/nvme-lvm";
        lab.apply(
                "volumes", "lvm: {hostRef: {name: %s}, device: %s}".formatted(host, device), "deletionPolicy: Delete");
        lab.await("volumes", "False", approval("volumes", "approve-format", host + ":" + device));
        lab.annotate("volumes", "approve-format", host + ":" + device);
        var status = lab.awaitReady("volumes");
        assertThat(status.type()).isEqualTo("lvm");
        assertThat(status.shared()).isFalse();
        assertThat(status.provisioning()).isEqualTo(Provisioning.Thick);
        assertThat(status.hosts()).containsExactly(new StorageOnHost("host1", true));
        assertThat(lab.connections("volumes"))
                .singleElement()
                .satisfies(pbd -> assertThat(pbd).containsEntry("device_config", Map.of("device", device)));

        String disk = lab.disk("volumes", "of a VM");
        String vm = lab.pool
                .direct()
                .text(
                        "VM.clone",
                        lab.pool.direct().named("VM", "debian-12-golden").getFirst(),
                        "theirs");
        String vbd = lab.pool.direct().text("VBD.create", disk(vm, disk));
        lab.pool.calls().reset();
        lab.delete("volumes");
        lab.await("volumes", "False", "of a VM");
        assertThat(lab.pool.calls().of("SR.destroy") + lab.pool.calls().of("PBD.unplug"))
                .isZero();
        assertThat(lab.isPlugged("volumes", "host1")).isTrue();
        lab.call("VBD.destroy", vbd);
        lab.call("VDI.destroy", disk);
        lab.awaitGone("volumes");
        assertThat(lab.named("volumes")).isEmpty();
        assertThat(lab.pool.calls().of("SR.destroy")).isEqualTo(1);
    }

    private static Map<String, Object> disk(String vm, String vdi) {
        return Map.ofEntries(
                Map.entry("VM", vm),
                Map.entry("VDI", vdi),
                Map.entry("userdevice", "5"),
                Map.entry("bootable", false),
                Map.entry("mode", "RW"),
                Map.entry("type", "Disk"),
                Map.entry("unpluggable", true),
                Map.entry("empty", false),
                Map.entry("other_config", Map.of()),
                Map.entry("qos_algorithm_type", ""),
                Map.entry("qos_algorithm_params", Map.of()));
    }

    /** The pool forgets to tell that a connection went; it still tells how many there are. */
    @Test
    void aConnectionWhoseEndNobodyToldIsMadeAgain() {
        String form = "nfs: {server: 10.9.0.10, path: /untold}";
        lab.apply("untold", form);
        lab.awaitReady("untold");
        List<Object> before =
                lab.connections("untold").stream().map(pbd -> pbd.get("uuid")).toList();
        lab.apply("untold", form, "managementPolicy: Observe"); // or it is plugged in again before it can be destroyed
        lab.await("untold", "True", "");
        String gone = lab.connection("untold", "host2");
        lab.call("PBD.unplug", gone);
        lab.call("PBD.destroy", gone);
        lab.pool.faults().hosts().loseEvents();
        lab.call("SR.set_name_description", lab.named("untold").getFirst(), "told"); // an answer, with the right count
        lab.apply("untold", form, "managementPolicy: Manage");
        lab.await(() -> lab.connections("untold").size() == 2 && lab.isPlugged("untold", "host2"));
        lab.awaitReady("untold");
        assertThat(lab.connections("untold").stream()
                        .map(pbd -> pbd.get("uuid"))
                        .toList())
                .as("one was made anew")
                .isNotEqualTo(before);
    }
}
