package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.inquiry.PlanInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kubectl xcp plan -f} for every kind that acts on a pool. */
class PlanTest {
    private static final String STORED = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: StorageRepository
            metadata: {name: nas}
            spec: {poolRef: {name: home}, existing: {name: nas-vms}}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachine
            metadata: {name: web}
            spec:
              poolRef: {name: home}
              source: {template: {name: debian-12-golden}}
              memory: {size: 1Gi}
              powerState: Halted
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachineSnapshot
            metadata: {name: before}
            spec: {virtualMachineRef: {name: web}}
            """;
    private static final String NEW = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: DiskImage
            metadata: {name: debian}
            spec: {storageRepositoryRef: {name: nas}, source: {url: "https://example.org/debian.qcow2"}}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachineSnapshot
            metadata: {name: later}
            spec: {virtualMachineRef: {name: web}}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachineSnapshot
            metadata: {name: nobodys}
            spec: {virtualMachineRef: {name: nobody}}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachineRestore
            metadata: {name: back}
            spec: {source: {virtualMachineSnapshotRef: {name: before}}, mode: InPlace, confirm: UUID}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: XcpHost
            metadata: {name: xcp9}
            spec: {poolRef: {name: home}}
            """;

    @TempDir
    private Path folder;

    private Lab lab;
    private XcpPool pool;
    private Xcp xcp;

    @BeforeEach
    void start() {
        lab = Lab.open("plan");
        lab.login();
        lab.operator();
        pool = lab.awaitPool(lab.xcpPool(lab.pool()), "True", "");
        xcp = new Xcp(lab.client(), lab.namespace());
        Stream.of(STORED.split("---\n")).forEach(lab::apply);
        await().atMost(Lab.PATIENCE)
                .until(() -> shown(KindName.VirtualMachineSnapshot, "before").isTrue("Ready"));
        await().atMost(Lab.PATIENCE)
                .until(() -> shown(KindName.StorageRepository, "nas").isTrue("Ready"));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private Shown shown(KindName kind, String name) {
        try (var cluster = new Cluster(lab.client(), lab.namespace())) {
            return new Shown(kind, cluster.get(new Target(kind, name)));
        }
    }

    @Test
    void tellsOfEachKindWhatWouldBeDoneAndOfEachObjectWhyNothingCan() throws IOException {
        lab.pool().calls().reset();
        String uuid =
                shown(KindName.VirtualMachine, "web").text("status", "uuid").orElseThrow();
        Xcp.Run run = xcp.run(
                "plan", "-f", write(manifest("home", "new") + manifest("twin", "new") + NEW.replace("UUID", uuid)));
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("passed over: XcpHost")
                .contains(line("XcpPool", "home", "") + "    pool.set_name_description on ")
                .contains(line("DiskImage", "debian", " (new)") + "    VDI.create on ")
                .contains(line("VirtualMachineSnapshot", "later", " (new)") + "    VM.snapshot on ")
                .contains(line("VirtualMachineRestore", "back", " (new)") + "    VM.snapshot on ", "    VM.revert on ")
                .contains("✗ XcpPool %s/twin (new): no plan before it is connected: apply it with managementPolicy Plan"
                        .formatted(lab.namespace()))
                .contains("✗ VirtualMachineSnapshot %s/nobodys (new): VirtualMachine %s/nobody does not exist%n"
                        .formatted(lab.namespace(), lab.namespace()))
                .contains("6 resources: ", "2 cannot be done as it stands; nothing was applied");
        assertThat(run.exit()).isEqualTo(Exit.FAILED);
        assertThat(lab.pool().calls().writes()).isZero();
        assertThat(xcp.run("plan", "--exit-code", "-f", write(STORED)).done().out())
                .as("what is stored and done")
                .contains("VirtualMachineSnapshot %s/before: nothing to do".formatted(lab.namespace()))
                .contains("3 resources: 0 calls");
    }

    /** A question that no plugin of ours asks: it was not checked by the API server before. */
    @Test
    void aManifestThatCannotBeReadDoesNotCostTheOthersTheirPlan() {
        try (var cluster = new Cluster(lab.client(), lab.namespace())) {
            var asked = new PlanInquiry(
                    List.of(
                            "{\"kind\": \"VirtualMachineSnapshot\", \"metadata\": {\"name\": \"odd\"}, \"spec\": {\"virtualMachineRef\": {}}}",
                            "{\"kind\": \"VirtualMachineSnapshot\", \"metadata\": {\"name\": \"later\"}, \"spec\": {\"virtualMachineRef\": {\"name\": \"web\"}}}"));
            var outlook = new Outlook();
            new Inquiries(cluster, Lab.PATIENCE)
                    .ask(lab.namespace(), XcpInquirySpec.of(asked), "plans")
                    .forEach(row -> outlook.add(lab.namespace(), row));
            assertThat(outlook.lines())
                    .contains(
                            "✗ VirtualMachineSnapshot %s/odd: no plan can be made for a manifest that the API server would refuse: try kubectl apply --dry-run=server"
                                    .formatted(lab.namespace()))
                    .contains("VirtualMachineSnapshot %s/later (new)".formatted(lab.namespace()));
        }
    }

    private String line(String kind, String name, String isNew) {
        return "\n%s %s/%s%s\n".formatted(kind, lab.namespace(), name, isNew);
    }

    /** The pool as it is stored, under a name and with a description. */
    private String manifest(String name, String description) {
        var serialization = lab.client().getKubernetesSerialization();
        Map<?, ?> spec = serialization.convertValue(pool.getSpec(), Map.class);
        var all = new TreeMap<String, Object>();
        spec.forEach((key, value) -> all.put(key.toString(), value));
        all.put("description", description);
        return serialization.asYaml(Map.of(
                        "apiVersion",
                        "xcp-operator.io/v1alpha1",
                        "kind",
                        "XcpPool",
                        "metadata",
                        Map.of("name", name),
                        "spec",
                        all))
                + "\n---\n";
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("lab.yaml"), text).toString();
    }
}
