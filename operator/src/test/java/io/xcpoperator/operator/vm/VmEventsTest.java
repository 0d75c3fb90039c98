package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code kubectl describe} shows of a VM's past: core Events about the object. */
class VmEventsTest {
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static List<Event> events(String name) {
        String uid = lab.vm(name).orElseThrow().getMetadata().getUid();
        return lab.client().v1().events().inNamespace(lab.apps()).list().getItems().stream()
                .filter(event -> uid.equals(event.getInvolvedObject().getUid()))
                .toList();
    }

    private static List<String> reasons(String name) {
        return events(name).stream().map(Event::getReason).toList();
    }

    @Test
    void aCreationIsOneEventAndAFewWrites() {
        var changes = new AtomicInteger();
        try (var _ = lab.client()
                .resources(VirtualMachine.class)
                .inNamespace(lab.apps())
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, VirtualMachine vm) {
                        if (action == Action.MODIFIED
                                && vm.getMetadata().getName().equals("made")) {
                            changes.incrementAndGet();
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                })) {
            lab.applyVm("made", "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]");
            lab.awaitReady("made");
            await().until(() -> reasons("made").size() == 1);
        }
        assertThat(events("made")).singleElement().satisfies(event -> {
            assertThat(event.getReason()).isEqualTo("Created");
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getMessage())
                    .contains("networkInterfaces[lan] on lan is new", "the clone becomes a VM")
                    .endsWith("; Start asked for: powerState Halted → Running");
        });
        assertThat(changes.get() + 1)
                .as(
                        "finalizer, statuses and the Event: 4 (design.md §7), and where the machine is slow what was under way")
                .isLessThanOrEqualTo(6);
    }

    @Test
    void whatIsDoneToAVmIsToldOnceAndAtRestNothing() {
        lab.applyVm("told", "tags: [a]");
        lab.awaitReady("told");
        lab.applyVm("told", "tags: [a, b]", "powerState: Halted");
        lab.awaitVm("told", vm -> VmLab.isReady(vm) && vm.getStatus().powerState() == PowerState.Halted);
        assertThat(reasons("told")).containsExactlyInAnyOrder("Created", "Shutdown");
        assertThat(events("told").stream().map(Event::getMessage))
                .contains("tag b; Shutdown asked for: powerState Running → Halted");
        lab.pool().direct().call("VM.add_tags", lab.vmsNamed("told").getFirst(), "by-hand");
        lab.pause("told");
        assertThat(reasons("told")).hasSize(2);
    }

    @Test
    void aRefusalIsAWarningToldOnce() {
        lab.applyVmFrom("refused", "template: {name: nowhere}");
        lab.awaitVm("refused", vm -> VmLab.reason(vm).equals("NotFound"));
        await().until(() -> reasons("refused").size() == 1);
        assertThat(events("refused").getFirst().getType()).isEqualTo("Warning");
        assertThat(events("refused").getFirst().getMessage()).contains("template \"nowhere\" is not in pool home");
        lab.annotate("refused", "paused", "true");
        lab.removeAnnotation("refused", "paused");
        lab.applyVmFrom("refused", "template: {name: nowhere}", "tags: [later]");
        lab.awaitVm(
                "refused",
                vm -> vm.getStatus().observedGeneration()
                        == vm.getMetadata().getGeneration().longValue());
        assertThat(reasons("refused")).hasSize(1);
    }
}
