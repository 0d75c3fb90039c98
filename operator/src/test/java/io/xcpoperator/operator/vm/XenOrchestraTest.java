package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.status.Conditions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Xen Orchestra, XenCenter and people work on the same pool: what is theirs is theirs, byte for byte (S5). */
class XenOrchestraTest {
    private static final String OURS = "xcp-operator.io/";
    /** Written by the toolstack itself when a VM is started or a disk is attached. */
    private static final Set<String> THE_POOLS =
            Set.of("last_shutdown_time", "last_shutdown_reason", "last_shutdown_action");

    private VmLab lab;

    private void call(String method, Object... parameters) {
        lab.pool().direct().call(method, parameters);
    }

    private void key(String type, Object ref, String key, String value) {
        call(type + ".add_to_other_config", ref, key, value);
    }

    /** As XO leaves a VM that it made, backs up, and whose self-service it keeps. */
    private String visited() {
        String vm = lab.foreignVm("legacy");
        String uuid = lab.record(vm).get("uuid").toString();
        key("VM", vm, "xo:" + uuid.substring(0, 8), "{\"creation\": {\"date\": \"2026-01-01\", \"user\": \"me\"}}");
        key("VM", vm, "xo:notes", "Übergabe: see « wiki »\nline 2");
        key("VM", vm, "xo:resource_set", "set-1");
        key("VM", vm, "XenCenter.CustomFields.team", "storage");
        key("VM", vm, "folder", "/prod/web");
        call("VM.set_tags", vm, List.of("xo:tag", "prod"));
        call("VM.add_to_blocked_operations", vm, "export", "by XO");
        call("VM.add_to_blocked_operations", vm, "migrate_send", "true");
        for (Object vbd : (List<?>) lab.record(vm).get("VBDs")) {
            Object vdi = lab.pool().direct().record("VBD", vbd.toString()).get("VDI");
            key("VDI", vdi, "xo:backup:job", "job-1");
            key("VBD", vbd, "xo:hint", "boot");
        }
        for (Object vif : (List<?>) lab.record(vm).get("VIFs")) {
            key("VIF", vif, "xo:sdn-controller:rules", "[]");
        }
        String snapshot = lab.pool().direct().text("VM.snapshot", vm, "[XO Backup nightly] legacy");
        key("VM", snapshot, "xo:backup:schedule", "schedule-1");
        call("VM.set_tags", snapshot, List.of("backup"));
        String pool = lab.pool().direct().all("pool").getFirst();
        key("pool", pool, "xo:clientInfo:5c1d22aa", "{\"lastConnected\": 1}");
        key("pool", pool, "xo:migrationNetwork", "net");
        call("pool.add_tags", pool, "xo-pool");
        String lan = lab.pool().direct().named("network", "lan").getFirst();
        key("network", lan, "xo:sdn-controller:vni", "7");
        call("network.add_tags", lan, "xo-net");
        String storage = lab.pool().direct().named("SR", "nas-vms").getFirst();
        key("SR", storage, "xo:note", "fast");
        call("SR.add_tags", storage, "xo-sr");
        return vm;
    }

    /** Of each object that is there now: keys that are not ours, tags, blocked operations; of snapshots their names too. */
    private Map<String, Object> theirs(Collection<String> objects) {
        Map<String, Object> all = new TreeMap<>();
        for (String at : objects) {
            String type = at.substring(0, at.indexOf(' '));
            Map<String, Object> record = lab.pool().direct().record(type, at.substring(at.indexOf(' ') + 1));
            Map<String, Object> kept = new TreeMap<>();
            kept.put("other_config", keys((Map<?, ?>) record.getOrDefault("other_config", Map.of())));
            kept.put(
                    "tags",
                    ((Collection<?>) record.getOrDefault("tags", List.of()))
                            .stream()
                                    .map(Object::toString)
                                    .filter(tag -> !tag.equals("ours"))
                                    .collect(Collectors.toCollection(TreeSet::new)));
            kept.put("blocked", record.getOrDefault("blocked_operations", Map.of()));
            if (Boolean.TRUE.equals(record.get("is_a_snapshot"))) {
                kept.put("name", record.get("name_label"));
                kept.put("disks", record.getOrDefault("VBDs", List.of()));
                kept.put("of", record.get("snapshot_of"));
            }
            all.put(at, kept);
        }
        return all;
    }

    private static Map<String, Object> keys(Map<?, ?> otherConfig) {
        Map<String, Object> theirs = new TreeMap<>();
        otherConfig.forEach((key, value) -> {
            if (!key.toString().startsWith(OURS) && !THE_POOLS.contains(key.toString())) {
                theirs.put(key.toString(), value);
            }
        });
        return theirs;
    }

    private List<String> objects() {
        return List.of("VM", "VDI", "VBD", "VIF", "SR", "network", "pool", "host").stream()
                .flatMap(type -> lab.pool().direct().all(type).stream().map(ref -> type + " " + ref))
                .toList();
    }

    @Test
    void aVmAndItsPoolKeepAllThatIsTheirsThroughAManagedLife() {
        try (VmLab started = VmLab.started()) {
            lab = started;
            String vm = visited();
            List<String> objects = objects();
            Map<String, Object> before = theirs(objects);
            assertThat(before.toString()).contains("see « wiki »", "by XO", "xo-net", "xo-sr", "schedule-1");

            String source = "existing: {uuid: " + lab.record(vm).get("uuid") + "}";
            String lan = "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]";
            lab.applyVmFrom(
                    "legacy",
                    source,
                    "managementPolicy: Manage",
                    "tags: [ours]",
                    "powerState: Running",
                    "disks: [{name: root}]",
                    lan);
            lab.awaitReady("legacy");
            lab.applyVmFrom(
                    "legacy",
                    source,
                    "tags: [ours]",
                    "description: bigger, by restart",
                    "powerState: Running",
                    "cpu: {count: 2}",
                    "memory: {size: 2Gi}",
                    "restartPolicy: {when: Immediately}",
                    "disks: [{name: root, size: 12Gi}, {name: data, size: 1Gi}]",
                    lan);
            lab.awaitVm(
                    "legacy",
                    seen -> VmLab.isReady(seen) && seen.getStatus().disks().size() == 2);
            assertThat(lab.record(vm)).containsEntry("VCPUs_at_startup", 2L).containsEntry("power_state", "Running");
            assertThat(lab.pool().calls().of("VM.start") + lab.pool().calls().of("VM.start_on"))
                    .as("it was started, and for the bigger one once more")
                    .isGreaterThanOrEqualTo(2);
            lab.apply("""
                    apiVersion: xcp-operator.io/v1alpha1
                    kind: VirtualMachineSnapshot
                    metadata: {name: before-upgrade, namespace: APPS}
                    spec: {virtualMachineRef: {name: legacy}}
                    """);
            await().atMost(VmLab.PATIENCE).until(() -> {
                var taken = lab.client()
                        .resources(VirtualMachineSnapshot.class)
                        .inNamespace(lab.apps())
                        .withName("before-upgrade")
                        .get();
                return taken.getStatus() != null
                        && Conditions.isTrue(taken.getStatus().conditions(), Conditions.READY);
            });
            manageThePoolToo();
            assertThat(theirs(objects)).as("while it is managed").isEqualTo(before);

            lab.client()
                    .resources(VirtualMachineSnapshot.class)
                    .inNamespace(lab.apps())
                    .withName("before-upgrade")
                    .delete();
            await().atMost(VmLab.PATIENCE)
                    .until(() -> (List<?>) lab.record(vm).get("snapshots"), all -> all.size() == 1);
            lab.applyVmFrom(
                    "legacy",
                    source,
                    "tags: []",
                    "powerState: Halted",
                    "deletionPolicy: Retain",
                    "disks: [{name: root}]",
                    lan);
            lab.awaitReady("legacy");
            lab.delete("legacy");
            lab.awaitGone("legacy");
            assertThat(theirs(objects)).as("when it was let go").isEqualTo(before);
            assertThat(lab.otherConfig(vm).keySet()).noneMatch(key -> key.startsWith(OURS));
        }
    }

    private void manageThePoolToo() {
        lab.client()
                .resources(XcpPool.class)
                .inNamespace(lab.infra())
                .withName("home")
                .edit(home -> {
                    home.setSpec(io.xcpoperator.api.v1alpha1.pool.XcpPoolSpecBuilder.builder(home.getSpec())
                            .tags(List.of("ours"))
                            .description("managed")
                            .build());
                    return home;
                });
        String pool = lab.pool().direct().all("pool").getFirst();
        await().atMost(VmLab.PATIENCE).until(() -> {
            Map<String, Object> record = lab.pool().direct().record("pool", pool);
            return record.get("name_description").equals("managed")
                    && record.get("tags").toString().contains("ours");
        });
    }
}
