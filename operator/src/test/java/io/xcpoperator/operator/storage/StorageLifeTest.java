package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.storage.Provisioning;
import io.xcpoperator.api.v1alpha1.storage.StorageOnHost;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpecBuilder;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.Saying;
import io.xcpoperator.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A storage repository that a pool has already: found, shown, followed and let go. */
class StorageLifeTest {
    private static final NameOrUuid NAS = new NameOrUuid("nas-vms", null);

    private Lab lab;
    private Simulator pool;

    @BeforeEach
    void begin() {
        lab = Lab.open("sr");
        pool = lab.pool();
        lab.login();
        lab.operator();
        lab.awaitPool(lab.xcpPool(pool), "True", "");
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private StorageRepository storage(String name, NameOrUuid existing) {
        return storage(name, existing, spec -> {});
    }

    private StorageRepository storage(String name, NameOrUuid existing, Consumer<StorageRepositorySpecBuilder> more) {
        var spec =
                StorageRepositorySpecBuilder.builder().poolRef(Ref.to("home")).existing(existing);
        more.accept(spec);
        var storage = new StorageRepository();
        storage.setMetadata(lab.named(name).build());
        storage.setSpec(spec.build());
        return lab.apply(storage);
    }

    private StorageRepositoryStatus status(StorageRepository storage) {
        return Objects.requireNonNull(lab.client().resource(storage).get()).getStatus();
    }

    private void awaitStorage(StorageRepository storage, String ready, String message) {
        Saying.await(() -> Objects.requireNonNull(lab.client().resource(storage).get()), ready, message);
    }

    private String ref(String name) {
        return pool.direct().named("SR", name).getFirst();
    }

    private String uuid(String name) {
        return (String) pool.direct().record("SR", ref(name)).get("uuid");
    }

    @SuppressWarnings("unchecked") // keys and values are texts
    private Map<String, String> otherConfig(String sr) {
        return (Map<String, String>) pool.direct().record("SR", sr).get("other_config");
    }

    @Test
    void isAdoptedByNameWithOneWriteAndShownAsItIs() {
        pool.calls().reset();
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        assertThat(pool.calls().writes()).isEqualTo(1);
        assertThat(otherConfig(ref("nas-vms")).get(OwnerMark.KEY)).contains("/nas/");
        StorageRepositoryStatus status = status(nas);
        assertThat(status.uuid()).isEqualTo(uuid("nas-vms"));
        assertThat(status.type()).isEqualTo("nfs");
        assertThat(status.shared()).isTrue();
        assertThat(status.provisioning()).isEqualTo(Provisioning.Thin);
        assertThat(status.size()).hasToString("2Ti");
        assertThat(status.hosts()).containsExactly(new StorageOnHost("host1", true), new StorageOnHost("host2", true));
    }

    @Test
    void saysThatItsDisksMayGrowToMoreThanItHas() {
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        assertThat(Lab.trueOf(status(nas).conditions())).doesNotContain("Overcommitted");
        for (String name : List.of("a", "b")) {
            pool.direct()
                    .call(
                            "VDI.create",
                            Map.of(
                                    "name_label",
                                    name,
                                    "name_description",
                                    "",
                                    "SR",
                                    ref("nas-vms"),
                                    "virtual_size",
                                    String.valueOf(1536L << 30),
                                    "type",
                                    "user",
                                    "sharable",
                                    false,
                                    "read_only",
                                    false,
                                    "other_config",
                                    Map.of()));
        }
        awaitStorage(nas, "True", "its disks may grow to 3");
        assertThat(status(nas).message()).endsWith(", and it has 2Ti: what they write fails once it is full");
        assertThat(Lab.trueOf(status(nas).conditions())).contains("Overcommitted");
    }

    @Test
    void keepsTheNameDescriptionAndTagsOfItsSpecAgainstAChangeByHand() {
        StorageRepository nas = storage(
                "nas",
                new NameOrUuid(null, uuid("nas-vms")),
                spec -> spec.nameLabel("NAS").description("In the cupboard").tags(List.of("slow")));
        awaitStorage(nas, "True", "");
        String ref = ref("NAS");
        assertThat(pool.direct().record("SR", ref)).containsEntry("name_description", "In the cupboard");
        pool.direct().call("SR.set_name_label", ref, "Somebody's");
        await().atMost(Lab.PATIENCE)
                .until(() -> "NAS".equals(pool.direct().record("SR", ref).get("name_label")));
        pool.direct().call("SR.remove_tags", ref, "slow");
        await().atMost(Lab.PATIENCE)
                .until(() ->
                        pool.direct().record("SR", ref).get("tags").toString().contains("slow"));
    }

    /** Anybody may name an object of a pool as they like; the schema of a status has bounds. */
    @Test
    void aNameLongerThanAStatusTakesDoesNotMakeItStandStill() {
        String host = pool.direct().all("host").getFirst();
        pool.direct().call("host.set_name_label", host, "x".repeat(5000));
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        assertThat(status(nas).hosts()).anySatisfy(on -> assertThat(on.host()).endsWith("…"));
    }

    @Test
    void aNameThatFitsTwoMeansNoneAndListsBoth() {
        pool.direct().call("SR.set_name_label", ref("ISOs"), "nas-vms");
        pool.direct().call("SR.set_name_label", ref("Local storage"), "told of after it");
        awaitStorage(storage("fence", new NameOrUuid("told of after it", null)), "True", "");
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "False", "storage repository name \"nas-vms\" fits 2 in pool home: ");
        assertThat(status(nas).message()).endsWith("; use existing.uuid");
        assertThat(pool.direct().named("SR", "nas-vms"))
                .allSatisfy(sr -> assertThat(otherConfig(sr)).doesNotContainKey(OwnerMark.KEY));
    }

    @Test
    void oneThatIsNotThereListsWhatIsAndIsTakenWhenItComes() {
        StorageRepository later = storage("later", new NameOrUuid("later", null));
        awaitStorage(later, "False", "pool home has no storage repository name \"later\"; it has: ");
        awaitStorage(later, "False", "\"nas-vms\"");
        pool.direct().call("SR.set_name_label", ref("ISOs"), "later");
        awaitStorage(later, "True", "");
    }

    @Test
    void unpluggedOnAHostItIsNotReadyAndNamesTheHostAndTheCommandUntilItIsPluggedAgain() {
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        String pbd = connection("nas-vms", "host2");
        pool.direct().call("PBD.unplug", pbd);
        awaitStorage(
                nas,
                "False",
                "storage repository nas-vms is not plugged in on host2; on the console of a host: xe pbd-plug uuid="
                        + pool.direct().record("PBD", pbd).get("uuid"));
        assertThat(status(nas).hosts())
                .containsExactly(new StorageOnHost("host1", true), new StorageOnHost("host2", false));
        pool.direct().call("PBD.destroy", pbd);
        awaitStorage(nas, "False", "xe pbd-create host-uuid=");
        assertThat(status(nas).hosts()).contains(new StorageOnHost("host2", false));

        pool.direct()
                .call(
                        "PBD.plug",
                        pool.direct()
                                .call(
                                        "PBD.create",
                                        Map.of(
                                                "host",
                                                        pool.direct()
                                                                .named("host", "host2")
                                                                .getFirst(),
                                                "SR", ref("nas-vms"),
                                                "device_config", Map.of(),
                                                "other_config", Map.of())));
        awaitStorage(nas, "True", "");
        assertThat(status(nas).message()).isEmpty();
    }

    /** What its connections were when it died says nothing. */
    @Test
    void aHostThatIsDownIsNamedAndKeepsNobodyWaiting() {
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        pool.direct().call("PBD.unplug", connection("nas-vms", "host2"));
        awaitStorage(nas, "False", "not plugged in on host2");
        pool.faults().hosts().down("host2");
        awaitStorage(nas, "True", "down and not judged: host2");
        pool.faults().hosts().up("host2");
        awaitStorage(nas, "False", "not plugged in on host2");
    }

    /** A local one belongs to its host alone. */
    @Test
    void aLocalOneNeedsNoOtherHost() {
        String local = pool.direct().all("SR").stream()
                .filter(sr ->
                        Boolean.FALSE.equals(pool.direct().record("SR", sr).get("shared"))
                                && "ext".equals(pool.direct().record("SR", sr).get("type")))
                .findFirst()
                .orElseThrow();
        StorageRepository disk = storage("disk", new NameOrUuid(null, (String)
                pool.direct().record("SR", local).get("uuid")));
        awaitStorage(disk, "True", "");
        assertThat(status(disk).hosts()).hasSize(1);
    }

    private String connection(String sr, String host) {
        String hostRef = pool.direct().named("host", host).getFirst();
        return ((List<?>) pool.direct().record("SR", ref(sr)).get("PBDs"))
                .stream()
                        .map(Object::toString)
                        .filter(pbd ->
                                hostRef.equals(pool.direct().record("PBD", pbd).get("host")))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void itsCapacityIsFollowed() {
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        String before = String.valueOf(status(nas).used());
        pool.faults().hosts().fill("nas-vms", 100L << 30);
        await().atMost(Lab.PATIENCE)
                .until(() -> !String.valueOf(status(nas).used()).equals(before));
        assertThat(status(nas).size()).hasToString("2Ti");
    }

    @Test
    void oneThatVanishedIsMissingAndIsNotReplacedByAnotherOfItsName() {
        StorageRepository isos = storage("isos", new NameOrUuid("ISOs", null));
        awaitStorage(isos, "True", "");
        String ref = ref("ISOs");
        String uuid = uuid("ISOs");
        ((List<?>) pool.direct().record("SR", ref).get("PBDs"))
                .forEach(pbd -> pool.direct().call("PBD.unplug", pbd));
        pool.direct().call("SR.forget", ref);
        pool.direct().call("SR.set_name_label", ref("nas-vms"), "ISOs");
        awaitStorage(isos, "False", uuid + " is gone from pool home");
        assertThat(otherConfig(ref("ISOs"))).doesNotContainKey(OwnerMark.KEY);
    }

    @Test
    void itsDeletionLeavesTheStorageAndTakesOnlyOurMark() {
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        Object disks = pool.direct().record("SR", ref("nas-vms")).get("VDIs");
        lab.client().resource(nas).delete();
        await().atMost(Lab.PATIENCE).until(() -> lab.client().resource(nas).get() == null);
        assertThat(otherConfig(ref("nas-vms"))).doesNotContainKey(OwnerMark.KEY);
        assertThat(pool.direct().record("SR", ref("nas-vms"))).containsEntry("VDIs", disks);
        assertThat(pool.calls().byMethod()).doesNotContainKeys("SR.forget", "SR.destroy", "PBD.unplug");
    }

    @Test
    void aPoolThatKeepsItsDisksThereKeepsItFromGoing() {
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        lab.awaitPool(
                lab.xcpPool(
                        "home",
                        pool,
                        spec -> spec.defaultStorageRepositoryRef(Ref.to("nas"))
                                .suspendStorageRepositoryRef(Ref.to("nas"))),
                "True",
                "");
        Map<String, Object> record =
                pool.direct().record("pool", pool.direct().all("pool").getFirst());
        assertThat(record)
                .containsEntry("default_SR", ref("nas-vms"))
                .containsEntry("suspend_image_SR", ref("nas-vms"));
        lab.client().resource(nas).delete();
        awaitStorage(nas, "False", "in use by XcpPool %s/home".formatted(lab.namespace()));
        lab.xcpPool("home", pool, spec -> {});
        await().atMost(Lab.PATIENCE).until(() -> lab.client().resource(nas).get() == null);
    }

    @Test
    void storageOfAnImageStaysUntilTheImageIsGone() {
        StorageRepository nas = storage("nas", NAS);
        awaitStorage(nas, "True", "");
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: DiskImage
                metadata: {name: cloud}
                spec:
                  managementPolicy: Observe
                  storageRepositoryRef: {name: nas}
                  source: {existing: {name: none}}
                """);
        Saying.await(
                () -> lab.client()
                        .resources(DiskImage.class)
                        .inNamespace(lab.namespace())
                        .withName("cloud")
                        .get(),
                "False",
                ""); // the operator has seen it
        lab.client().resource(nas).delete();
        awaitStorage(nas, "False", "in use by DiskImage %s/cloud".formatted(lab.namespace()));
        lab.client()
                .resources(DiskImage.class)
                .inNamespace(lab.namespace())
                .withName("cloud")
                .delete();
        await().atMost(Lab.PATIENCE).until(() -> lab.client().resource(nas).get() == null);
    }
}
