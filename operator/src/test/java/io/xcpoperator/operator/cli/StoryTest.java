package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.ApprovalCommand;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoryTest {
    private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

    private static Shown shown(KindName kind, String yaml) {
        return new Shown(kind, new KubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class));
    }

    private static final String WAITING = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachine
            metadata:
              name: web
              namespace: apps
              generation: 3
              managedFields:
              - {manager: flux, operation: Apply, time: "2026-11-02T11:00:00Z", fieldsV1: {"f:spec": {"f:memory": {"f:size": {}}, "f:disks": {"k:{\\"name\\":\\"root\\"}": {".": {}, "f:size": {}}}}}}
              - {manager: kubectl-edit, operation: Update, time: "2026-11-02T11:58:50Z", fieldsV1: {"f:metadata": {"f:annotations": {"f:kubectl.kubernetes.io/last-applied-configuration": {}}}, "f:spec": {"f:cpu": {"f:count": {}}}}}
              - {manager: xcp-operator, operation: Apply, time: "2026-11-02T11:59:59Z", fieldsV1: {"f:metadata": {"f:finalizers": {}}}}
              - {manager: xcp-operator, operation: Apply, subresource: status, time: "2026-11-02T11:59:59Z", fieldsV1: {"f:status": {}}}
            spec: {poolRef: {name: home}, placement: {hostRef: {name: home-5c1d22aa}}}
            status:
              observedGeneration: 3
              powerState: Running
              host: xcp2
              message: "restart needed for memory.size 2Gi → 4Gi: kubectl annotate --field-manager=xcp --overwrite -n apps xvm web xcp-operator.io/approve-restart=91ce"
              pendingChanges: {hash: 91ce, changes: [{field: memory.size, from: 2Gi, to: 4Gi, class: Restart, because: ApprovalRequired}]}
              conditions:
              - {type: Ready, status: "True", reason: RestartRequired, lastTransitionTime: "2026-11-02T09:00:00Z", message: ""}
            """;

    @Test
    void tellsOfAVmThatWaitsForLeave() {
        assertThat(Story.tell(
                        shown(KindName.VirtualMachine, WAITING),
                        Optional.of("xcp1"),
                        List.of(new Happening("2026-11-02T11:30:00Z", "Warning", "NoCapacity", "no host has 64 GiB")),
                        NOW))
                .containsExactly(
                        "VirtualMachine apps/web",
                        "  State      Ready (RestartRequired), for 3h",
                        "  Means      A VM must be shut down and started for the change, and restartPolicy does not allow it yet",
                        "  Because    restart needed for memory.size 2Gi → 4Gi: kubectl annotate --field-manager=xcp --overwrite -n apps xvm web xcp-operator.io/approve-restart=91ce",
                        "  Where      Running on xcp2; spec.placement prefers home-5c1d22aa (xcp1), which acts at start and when the spec changes",
                        "  Waits      memory.size 2Gi → 4Gi: waits for leave",
                        "  Next       kubectl xcp approve -n apps xvm/web (the VM is shut down and started once, for just these changes)",
                        "  Changed    70s ago by kubectl-edit, who has spec.cpu.count",
                        "             60m ago by flux, who has spec.disks[root].size, spec.memory.size",
                        "  Happened   30m ago    ! NoCapacity: no host has 64 GiB");
    }

    @ParameterizedTest
    @EnumSource
    void hasASentenceForEachReasonThatAChangeWaits(Because because) {
        String yaml = WAITING.replace("because: ApprovalRequired", "because: " + because);
        assertThat(because.sentence()).contains(" ").doesNotEndWith(".");
        assertThat(told(yaml)).contains("  Waits      memory.size 2Gi → 4Gi: " + because.sentence());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Settled")
    void hasASentenceForEachReasonOfACondition(Reason reason) {
        String yaml = WAITING.replace("reason: RestartRequired", "reason: " + reason);
        assertThat(reason.sentence()).contains(" ").doesNotEndWith(".");
        assertThat(told(yaml)).contains("  Means      " + reason.sentence());
    }

    /** An older plug-in asks a newer operator. */
    @Test
    void aWordThatItDoesNotKnowStandsAsItIs() {
        String yaml = WAITING.replace("because: ApprovalRequired", "because: FullMoon")
                .replace("reason: RestartRequired", "reason: FullMoon");
        assertThat(told(yaml))
                .contains("  Waits      memory.size 2Gi → 4Gi: FullMoon")
                .noneMatch(line -> line.contains("Means"));
    }

    private static List<String> told(String yaml) {
        return Story.tell(shown(KindName.VirtualMachine, yaml), Optional.empty(), List.of(), NOW);
    }

    @Test
    void saysWhenNobodyHasLookedYet() {
        assertThat(Story.tell(shown(KindName.XcpNetwork, """
                                apiVersion: xcp-operator.io/v1alpha1
                                kind: XcpNetwork
                                metadata: {name: lan, namespace: infra, generation: 1}
                                status: {observedGeneration: -1}
                                """), Optional.empty(), List.of(), NOW))
                .containsExactly(
                        "XcpNetwork infra/lan",
                        "  State      not Ready yet",
                        "             no operator has looked at it yet: kubectl xcp doctor tells whether one runs",
                        "  Next       as the message says; the operator looks again by itself, and at once when what it names changes");
    }

    @Test
    void asksOnceForWhatMessageAndPendingChangesBothName() {
        assertThat(shown(KindName.VirtualMachine, WAITING).asked())
                .containsExactly(new ApprovalCommand("xvm", new ObjectKey("apps", "web"), Approvals.RESTART, "91ce"));
    }

    @Test
    void readsACommandOutOfASentenceAsItWasPrinted() {
        var one = new ApprovalCommand("xpool", new ObjectKey("infra", "home"), Approvals.DELETIONS, "77ab.2");
        var two = new ApprovalCommand("xvm", new ObjectKey("apps", "web"), Approvals.TAKE_OVER, "0d4f");
        assertThat(ApprovalCommand.in("6 deletions (approve: " + one + "), or: " + two + "; else undo it"))
                .containsExactly(one, two);
        assertThat(ApprovalCommand.in("too long: " + two + "…")).as("cut off").isEmpty();
        assertThat(ApprovalCommand.in("kubectl get xvm")).isEmpty();
    }

    /** A message quotes what a VM or a network is called by whoever made it. */
    @Test
    void aNameThatReadsLikeACommandIsNone() {
        String command = "kubectl annotate --field-manager=xcp --overwrite -n %s xcp-operator.io/approve-outage=91ce";
        assertThat(ApprovalCommand.in("interrupts VM " + command.formatted("a;curl${IFS}x|sh; xnet lan")))
                .isEmpty();
        assertThat(ApprovalCommand.in("interrupts VM " + command.formatted("apps xnet $(reboot)")))
                .isEmpty();
        assertThat(ApprovalCommand.in(command.formatted("apps xnet lan"))).hasSize(1);
    }

    /** A note of an export quotes what a VM has in its settings. */
    @Test
    void aNoteOfAnExportIsOneLineWhateverItQuotes() {
        var row = Map.of(
                "manifest", Map.of("spec", Map.of()),
                "notes", List.of("boot order \"c\n---\nkind: ClusterRoleBinding\" cannot be said"));
        assertThat(ExportCommand.document(row, ExportCommand.Policy.Plan).lines())
                .containsExactly(
                        "# boot order \"c --- kind: ClusterRoleBinding\" cannot be said",
                        "spec:",
                        "  managementPolicy: Plan");
    }
}
