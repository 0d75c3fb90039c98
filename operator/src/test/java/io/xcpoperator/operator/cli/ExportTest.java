package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.inquiry.PlanInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import io.xcpoperator.api.v1alpha1.pool.AccessRule;
import io.xcpoperator.api.v1alpha1.pool.Permission;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Direct;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kubectl xcp export} and {@code plan}, from a pool that people have used for years. */
class ExportTest {
    private static final List<KindName> KINDS =
            List.of(KindName.XcpNetwork, KindName.StorageRepository, KindName.VirtualMachine);

    @TempDir
    private Path folder;

    private Lab lab;
    private Simulator pool;
    private Xcp xcp;
    private String stranger;

    @BeforeEach
    void start() {
        lab = Lab.open("export");
        pool = lab.pool();
        lab.login();
        stranger = TestCluster.shared().namespace("stranger");
        lab.operator(Map.of(Setting.WATCH_NAMESPACES, lab.namespace() + "," + stranger), UnaryOperator.identity());
        var visiting =
                new AccessRule(new NamespaceSet(List.of(stranger), null), List.of(Permission.Use, Permission.Adopt));
        lab.awaitPool(lab.xcpPool("home", pool, spec -> spec.access(List.of(visiting))), "True", "");
        xcp = new Xcp(lab.client(), lab.namespace());
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void whatIsExportedAsksForNothingButOurMarksAndSaysWhatItDoesNotSay() throws IOException {
        usedForYears();
        await("the operator has seen what people did")
                .atMost(Lab.PATIENCE)
                .until(() -> xcp.run("export", "--pool", "home").out(), text -> text.contains(" 6 VirtualMachine."));
        pool.calls().reset();
        String yaml = xcp.run("export", "--pool", "home").done().out();
        assertThat(xcp.run("export", "--pool", "home").done().out())
                .as("the same pool, the same text")
                .isEqualTo(yaml);
        assertThat(lab.client()
                        .resources(XcpInquiry.class)
                        .inNamespace(lab.namespace())
                        .list()
                        .getItems())
                .as("no question is left behind")
                .isEmpty();
        assertThat(yaml)
                .contains(
                        "# What pool home has and nobody declared: 3 XcpNetwork, 4 StorageRepository, 6 VirtualMachine.")
                .contains(
                        "# memory: it balloons between 512Mi and 1Gi, which no single size says; left out\n",
                        "kind: VirtualMachine\nmetadata:\n  name: mail-server",
                        "    - Network\n",
                        "  autoPowerOn: true\n",
                        "    weight: 512\n",
                        "    allowedAddresses:\n    - \"192.0.2.7\"\n",
                        "    rateLimitKBps: 500\n",
                        "  description: \"Letters: # not a comment\"\n",
                        "  tags:\n  - \"42\"\n  - prod\n")
                .doesNotContain("status", "creationTimestamp", "powerState", "null", "debian-12-golden");

        Path file = Files.writeString(folder.resolve("home.yaml"), yaml);
        assertThat(xcp.run("plan", "-f", file.toString()).out())
                .as("what does not refer to another is planned at once")
                .contains("XcpNetwork " + lab.namespace() + "/lan (new)")
                .contains("network.add_to_other_config on lan", "nothing was applied");
        assertThat(all()).as("nothing was applied").isEmpty();

        lab.apply(yaml.substring(yaml.indexOf("---\n") + 4));
        assertThat(pool.calls().writes()).as("Plan writes nothing").isZero();
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(all()).hasSize(13).allSatisfy(shown -> {
                    assertThat(shown.plan())
                            .as("%s: %s", shown.target(), shown.message())
                            .isNotEmpty()
                            .allSatisfy(call -> assertThat(call.call()).endsWith(".add_to_other_config"));
                    assertThat(shown.pending()).as(shown.target().toString()).isEmpty();
                    assertThat(shown.isTrue("Stalled")).as(shown.message()).isFalse();
                }));
        assertThat(pool.calls().writes()).as("Plan writes nothing").isZero();
        assertThat(xcp.run("export", "--pool", "home").done().out())
                .as("all is declared now")
                .contains("nobody declared: nothing.")
                .doesNotContain("---");
        String declared = xcp.run("export", "--pool", "home", "--all").done().out();
        assertThat(declared)
                .contains("name: mail-server", "managementPolicy: Plan")
                .doesNotContain("whenMissing", "evacuation", "status:");
        assertThat(xcp.run(
                        "plan",
                        "--exit-code",
                        "-f",
                        Files.writeString(folder.resolve("all.yaml"), declared).toString()))
                .as("the plans of what is stored are those in status")
                .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.CHANGES))
                .satisfies(run -> assertThat(run.out())
                        .contains("VirtualMachine " + lab.namespace() + "/ballooning\n")
                        .contains("13 resources: ", ", 0 changes would wait; nothing was applied")
                        .doesNotContain("✗", "(new)"));
    }

    @Test
    void plansAChangeAndRefusesWhatTheApiServerRefuses() throws IOException {
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: web}
                spec:
                  poolRef: {name: home}
                  source: {template: {name: debian-12-golden}}
                  memory: {size: 1Gi}
                  disks: [{name: root, size: 10Gi}]
                  restartPolicy: {when: OnApproval}
                """);
        awaitVm("web", "True");
        pool.calls().reset();
        String web = xcp.run("export", "--pool", "home", "--all").done().out();
        String document = Stream.of(web.split("---\n"))
                .filter(d -> d.contains("name: web"))
                .findFirst()
                .orElseThrow();
        assertThat(xcp.run("plan", "--exit-code", "-f", write("same.yaml", document))
                        .done()
                        .out())
                .contains("VirtualMachine " + lab.namespace() + "/web: nothing to do");
        Xcp.Run changed = xcp.run(
                "plan",
                "--exit-code",
                "-f",
                write("more.yaml", document.replace("size: 1Gi", "size: 2Gi") + "  description: new\n"));
        assertThat(changed.exit()).isEqualTo(Exit.CHANGES);
        assertThat(changed.out())
                .contains("VM.set_name_description on web: description")
                .contains("would wait: memory.size 1Gi → 2Gi (ApprovalRequired)")
                .contains("1 resource: 1 call, 1 change would wait; nothing was applied");
        assertThat(forged())
                .as("what a manifest brings along approves nothing, and whose it is it cannot say")
                .extracting(Shown.Waiting::because)
                .containsExactly("ApprovalRequired");
        Xcp.Run shrunk = xcp.run("plan", "-f", write("less.yaml", document.replace("size: 10Gi", "size: 5Gi")));
        assertThat(shrunk.exit()).isEqualTo(Exit.FAILED);
        assertThat(shrunk.out())
                .contains("disks[root].size cannot shrink (10Gi → 5Gi)")
                .contains("✗");
        assertThat(pool.calls().writes()).isZero();
        assertThat(lab.client()
                        .resources(VirtualMachine.class)
                        .inNamespace(lab.namespace())
                        .withName("web")
                        .get()
                        .getMetadata()
                        .getGeneration())
                .as("nothing was applied")
                .isEqualTo(1);
    }

    @Test
    void saysWhoMayNotAskAndThatNobodyAnswers() {
        assertThat(xcp.run("export", "--pool", "nowhere", "--timeout", "2").err())
                .contains("nowhere")
                .hasLineCount(1);
        assertThat(xcp.run("export", "--pool", lab.namespace() + "/home", "-n", stranger)
                        .err())
                .isEqualTo("namespace %s may not administer pool %s/home; ask its owner to add it to spec.access%n"
                        .formatted(stranger, lab.namespace()));
        assertThat(xcp.run("plan", "-f", "/nowhere").err())
                .isEqualTo("there is no file or folder /nowhere to read: see -f%n".formatted());
        String unwatched = TestCluster.shared().namespace("unwatched");
        assertThat(xcp.run("export", "--pool", "home", "-n", unwatched, "--timeout", "1")
                        .err())
                .isEqualTo("no operator answered within 1 s: kubectl xcp doctor tells whether one runs%n".formatted());
        assertThat(inquiries(unwatched))
                .as("who gives up takes the question along")
                .isEmpty();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11));
        XcpInquiry forgotten = new XcpInquiry();
        forgotten.setMetadata(new ObjectMetaBuilder()
                .withNamespace(unwatched)
                .withName("forgotten")
                .build());
        forgotten.setSpec(XcpInquirySpec.of(new PlanInquiry(List.of())));
        lab.client().resource(forgotten).create();
        lab.operator(Map.of(Setting.WATCH_NAMESPACES, unwatched), seams -> seams.withClock(later));
        await("the operator takes it away")
                .atMost(Lab.PATIENCE)
                .until(() -> inquiries(unwatched).isEmpty());
    }

    private List<XcpInquiry> inquiries(String namespace) {
        return lab.client()
                .resources(XcpInquiry.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    /** With all that an export says of each: disks, interfaces, processors, memory, firmware. */
    @Test
    void adoptingAHundredExportedVmsCostsNoWriteInObserveAndPlanAndOneMarkOfEachThingInManage() {
        Direct direct = pool.direct();
        String template = direct.named("VM", "debian-12-golden").getFirst();
        IntStream.range(0, 100)
                .mapToObj(n -> direct.text("VM.clone", template, "old-" + n))
                .forEach(vm -> direct.call("VM.set_is_a_template", vm, false));
        await("the operator has seen them")
                .atMost(Lab.PATIENCE)
                .until(() -> xcp.run("export", "--pool", "home").out(), text -> text.contains(" 100 VirtualMachine."));
        String exported = xcp.run("export", "--pool", "home").done().out();
        String documents = exported.substring(exported.indexOf("---\n") + 4);
        assertThat(documents).contains("managementPolicy: Plan", "disks:", "networkInterfaces:", "memory:", "cpu:");
        pool.calls().reset();
        adopt(documents, "Observe", "Observed");
        assertThat(pool.calls().writes()).as("in Observe").isZero();
        adopt(documents, "Plan", "Planned");
        assertThat(pool.calls().writes()).as("in Plan").isZero();
        adopt(documents, "Manage", "Settled");
        Map<String, Long> calls = pool.calls().byMethod();
        assertThat(calls)
                .as("marks")
                .containsEntry("VM.add_to_other_config", 100L)
                .containsEntry("VBD.add_to_other_config", 100L)
                .containsEntry("VIF.add_to_other_config", 100L);
        assertThat(pool.calls().writes())
                .as("one of each, and of networks, storage and the pool: %s", calls)
                .isEqualTo(300
                        + pool.calls().of("network.add_to_other_config")
                        + pool.calls().of("SR.add_to_other_config")
                        + pool.calls().of("pool.add_to_other_config"));
        assertThat(pool.calls().of("network.add_to_other_config")).isEqualTo(3);
        assertThat(pool.calls().of("SR.add_to_other_config")).isEqualTo(4);
    }

    private void adopt(String documents, String policy, String reason) {
        lab.apply(documents.replace("managementPolicy: Plan", "managementPolicy: " + policy));
        await().atMost(Lab.PATIENCE.plus(Duration.ofSeconds(30)))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(resources(KindName.VirtualMachine))
                        .hasSize(100)
                        .map(vm -> new Shown(KindName.VirtualMachine, vm))
                        .allSatisfy(shown -> {
                            assertThat(shown.isCurrent()).isTrue();
                            assertThat(shown.condition("Ready").orElseThrow().reason())
                                    .as("%s", shown.message())
                                    .isEqualTo(reason);
                        }));
    }

    /** A question that no plugin of ours asks: the manifest says that it was approved, and is somebody else. */
    private List<Shown.Waiting> forged() {
        String spec = """
                {"poolRef": {"name": "home"}, "source": {"template": {"name": "debian-12-golden"}}, "memory": {"size": "2Gi"},
                 "disks": [{"name": "root"}], "restartPolicy": {"when": "OnApproval"}}""";
        Shown honest =
                foreseen("{\"kind\": \"VirtualMachine\", \"metadata\": {\"name\": \"web\"}, \"spec\": " + spec + "}");
        String hash = honest.text("status", "pendingChanges", "hash").orElseThrow();
        return foreseen("""
                {"kind": "VirtualMachine", "spec": %s, "status": {"uuid": "none"},
                 "metadata": {"name": "web", "namespace": "other", "uid": "other", "annotations": {"xcp-operator.io/approve-restart": "%s"}}}
                """.formatted(spec, hash)).pending();
    }

    private Shown foreseen(String manifest) {
        try (var cluster = new Cluster(lab.client(), lab.namespace())) {
            Map<?, ?> row = new Inquiries(cluster, Lab.PATIENCE)
                    .ask(lab.namespace(), XcpInquirySpec.of(new PlanInquiry(List.of(manifest))), "plans")
                    .getFirst();
            var object = new GenericKubernetesResource();
            object.setAdditionalProperty("status", row.get("status"));
            return new Shown(KindName.VirtualMachine, object);
        }
    }

    /** Six VMs as one finds them: renamed, resized, ballooning, locked, and two of the same name. */
    private void usedForYears() {
        Direct direct = pool.direct();
        String mail = vm("Mail Server");
        direct.call("VM.set_name_description", mail, "Letters: # not a comment");
        direct.call("VM.set_tags", mail, List.of("prod", "42"));
        direct.call("VM.set_VCPUs_max", mail, 4);
        direct.call("VM.set_VCPUs_at_startup", mail, 2);
        direct.call("VM.set_VCPUs_params", mail, Map.of("weight", "512"));
        direct.call("VM.set_HVM_boot_params", mail, Map.of("order", "n", "firmware", "uefi"));
        direct.call("VM.add_to_other_config", mail, "auto_poweron", "true");
        String vif =
                ((List<?>) direct.record("VM", mail).get("VIFs")).getFirst().toString();
        direct.call("VIF.set_qos_algorithm_type", vif, "ratelimit");
        direct.call("VIF.set_qos_algorithm_params", vif, Map.of("kbps", "500"));
        String running = vm("db");
        String locked =
                ((List<?>) direct.record("VM", running).get("VIFs")).getFirst().toString();
        direct.call("VIF.set_ipv4_allowed", locked, List.of("192.0.2.7"));
        direct.call("VIF.set_locking_mode", locked, "locked");
        direct.call("VM.start", running, false, false);
        String ballooning = vm("ballooning");
        direct.call(
                "VM.set_memory_limits",
                ballooning,
                Long.toString(512L << 20),
                Long.toString(2L << 30),
                Long.toString(512L << 20),
                Long.toString(1L << 30));
        vm("twin");
        vm("Twin!");
        vm("日本");
        direct.text("VM.snapshot", running, "before the upgrade");
    }

    private String vm(String name) {
        Direct direct = pool.direct();
        String vm =
                direct.text("VM.clone", direct.named("VM", "debian-12-golden").getFirst(), name);
        direct.call("VM.provision", vm);
        return vm;
    }

    private List<Shown> all() {
        return KINDS.stream()
                .flatMap(kind -> resources(kind).stream().map(object -> new Shown(kind, object)))
                .toList();
    }

    private List<GenericKubernetesResource> resources(KindName kind) {
        try (var cluster = new Cluster(lab.client(), lab.namespace())) {
            return cluster.list(kind, Optional.of(lab.namespace()));
        }
    }

    private void awaitVm(String name, String ready) {
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(resources(KindName.VirtualMachine))
                        .filteredOn(vm -> vm.getMetadata().getName().equals(name))
                        .singleElement()
                        .satisfies(vm -> assertThat(new Shown(KindName.VirtualMachine, vm).condition("Ready"))
                                .hasValueSatisfying(c -> assertThat(c.status()).isEqualTo(ready))));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
