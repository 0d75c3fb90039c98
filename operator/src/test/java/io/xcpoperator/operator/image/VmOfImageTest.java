package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.Saying;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VMs that start as a copy of an image, or have one in their drive. */
class VmOfImageTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private static Path folder;

    private static ImageLab lab;

    @BeforeAll
    static void begin() {
        lab = new ImageLab(folder);
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    private static void vm(String name, String... lines) {
        lab.lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: %s}
                spec:
                  poolRef: {name: home}
                """.formatted(name)
                + String.join(
                        "",
                        List.of(lines).stream().map(line -> "  " + line + "\n").toList()));
    }

    private static VirtualMachine get(String name) {
        return lab.lab
                .client()
                .resources(VirtualMachine.class)
                .inNamespace(lab.lab.namespace())
                .withName(name)
                .get();
    }

    private static void awaitVm(String name, String ready, String message) {
        Saying.await(() -> get(name), ready, message);
    }

    @Test
    void theFirstDiskIsACopyAndTheImageStaysWhileTheVmNamesIt() {
        byte[] disk = FetchTest.disk(5);
        lab.pool.calls().reset();
        // both at once, as from one file: the VM waits for its image
        vm(
                "web",
                "source: {image: {diskImageRef: {name: cloud}}}",
                "powerState: Halted",
                "disks: [{name: root, size: 10Mi}, {name: data, size: 4Mi}]");
        awaitVm("web", "False", "DiskImage");
        lab.apply(
                "cloud",
                "storageRepositoryRef: {name: nas}",
                "source: {url: \"%s\"}".formatted(lab.web.serve("/cloud.img", disk)));
        awaitVm("web", "True", "");
        var root = get("web").getStatus().disks().stream()
                .filter(d -> d.name().equals("root"))
                .findFirst()
                .orElseThrow();
        assertThat(root.device()).isZero();
        assertThat(lab.pool.disks().read(root.uuid(), 0, disk.length)).isEqualTo(disk);
        assertThat(root.uuid()).isNotEqualTo(lab.status("cloud").uuid());
        assertThat(lab.disks("web root"))
                .singleElement()
                .satisfies(vdi -> assertThat(vdi).containsEntry("virtual_size", 10L * MIB));
        assertThat(lab.pool.calls().of("VDI.copy")).isEqualTo(1);

        assertThat(lab.lab.events(lab.get("cloud"))).containsOnlyOnce("Normal Changed every byte has arrived");

        vm(
                "taker",
                "source: {empty: {}}",
                "powerState: Halted",
                "disks: [{name: root, existing: {vdiUuid: %s}}]"
                        .formatted(lab.status("cloud").uuid()));
        awaitVm("taker", "False", "is no disk of a VM; choose another");
        lab.lab.client().resource(get("taker")).delete();

        lab.delete("cloud");
        lab.await("cloud", "False", "in use by VirtualMachine");
        lab.lab.client().resource(get("web")).delete();
        lab.awaitGone("cloud");
        assertThat(lab.disks("cloud")).isEmpty();
        assertThat(lab.disks("web root")).isEmpty();
    }

    @Test
    void anIsoIsPutIntoTheDriveAndChangedForAnother() {
        byte[] iso = FetchTest.disk(1);
        System.arraycopy("CD001".getBytes(StandardCharsets.US_ASCII), 0, iso, 32769, 5);
        lab.apply(
                "installer",
                "storageRepositoryRef: {name: isos}",
                "source: {url: \"%s\"}".formatted(lab.web.serve("/installer.iso", iso)));
        vm(
                "bare",
                "source: {empty: {}}",
                "disks: [{name: root, size: 4Mi}]",
                "cdrom: {diskImageRef: {name: installer}}");
        awaitVm("bare", "True", "");
        String vdi = lab.pool.direct().named("VDI", "installer.iso").getFirst();
        assertThat((List<?>) lab.pool.direct().record("VDI", vdi).get("VBDs")).hasSize(1);
        lab.apply(
                "alpine",
                "storageRepositoryRef: {name: isos}",
                "source: {existing: {name: alpine-virt-3.19.1-x86_64.iso}}");
        vm("bare", "source: {empty: {}}", "disks: [{name: root, size: 4Mi}]", "cdrom: {diskImageRef: {name: alpine}}");
        await().atMost(Lab.PATIENCE)
                .until(() -> ((List<?>) lab.pool.direct().record("VDI", vdi).get("VBDs")).isEmpty());
        vm("wrong", "source: {image: {diskImageRef: {name: installer}}}", "disks: [{name: root}]");
        awaitVm("wrong", "False", "is an ISO, to be installed from");
    }

    @Test
    void thePlanHasTheCopyOnce() {
        byte[] disk = FetchTest.disk(1);
        lab.apply(
                "small",
                "storageRepositoryRef: {name: nas}",
                "source: {url: \"%s\"}".formatted(lab.web.serve("/small.img", disk)));
        lab.awaitReady("small");
        vm(
                "planned",
                "source: {image: {diskImageRef: {name: small}}}",
                "disks: [{name: root}]",
                "managementPolicy: Plan");
        await().atMost(Lab.PATIENCE).untilAsserted(() -> {
            var status = get("planned").getStatus();
            assertThat(status).isNotNull();
            var plan = status.plan();
            assertThat(plan).isNotNull();
            assertThat(plan.calls().stream().map(PlannedCall::call))
                    .containsSubsequence("VM.clone", "VDI.create", "VDI.copy", "VBD.create", "VM.start");
        });
        vm("tight", "source: {image: {diskImageRef: {name: small}}}", "disks: [{name: root, size: 1Mi}]");
        awaitVm("tight", "False", "is less than the image's 2Mi");
        assertThat(lab.pool.direct().named("VM", "tight")).isEmpty();
    }

    @Test
    void theExampleMakesAVmOfAQcow2() throws IOException {
        byte[] image = unpacked("zlib.qcow2");
        byte[] content = unpacked("disk.raw");
        lab.lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: lan}
                spec: {poolRef: {name: home}, existing: {name: lan}}
                """);
        for (String file : List.of("image.yaml", "vm.yaml")) {
            lab.lab.apply(Files.readString(Path.of("../examples/debian-cloud", file))
                    .replaceAll("https://\\S+", lab.web.serve("/debian-12.qcow2", image))
                    .replaceAll(", namespace: (infra|apps)", "")
                    .replace("name: nas-vms", "name: nas"));
        }
        awaitVm("cloud", "True", "");
        assertThat(lab.pool.guests().cloudInit(get("cloud").getStatus().uuid()))
                .containsKey("network-config")
                .hasEntrySatisfying(
                        "user-data", text -> assertThat(text).startsWith("#cloud-config\nssh_authorized_keys:"))
                .hasEntrySatisfying("meta-data", text -> assertThat(text).endsWith("local-hostname: cloud\n"));
        assertThat(lab.status("debian-12").format()).isEqualTo(ImageFormat.Qcow2);
        var root = get("cloud").getStatus().disks().getFirst();
        assertThat(lab.pool.disks().read(root.uuid(), 0, content.length)).isEqualTo(content);
    }

    private static byte[] unpacked(String name) throws IOException {
        Path file = Path.of("../formats/src/test/resources/io/xcpoperator/formats", name + ".gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
