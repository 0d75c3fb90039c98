package io.xcpoperator.operator.restore;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.kube.Deputies;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.Promised;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a plan prints for a restore is what is sent. */
class RestorePromiseTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "back"), "uid-1");
    private static final Owner WEB = new Owner("c1", new ObjectKey("apps", "web"), "uid-2");

    private final ValuePool pool = new ValuePool();
    private final VmRef vm = new VmRef(pool.add("VM", "name_label", "web"));
    private final VmRef snapshot =
            new VmRef(pool.add("VM", "name_label", "before", "is_a_snapshot", true, "snapshot_of", vm.value()));

    private String uuid(VmRef of) {
        return pool.get(of).get("uuid").toString();
    }

    private Want want() {
        var holder = new Claims.Holder("VirtualMachineRestore", ME.key(), ME.uid(), Optional.empty());
        return new Want(ME, new ObjectKey("apps", "before"), uuid(vm), holder, Optional.empty());
    }

    private List<Action> rows() {
        return List.of(
                new Action.SetKey(vm, "key", "value", false),
                new Action.SetKey(vm, "key", "value", true),
                new Action.SetKey(vm, Claim.VM_DISKS.key(), "value", false),
                new Action.RemoveKey(vm, "key"),
                new Action.Revert(snapshot, vm),
                new Action.Settle(new TaskRef("OpaqueRef:task")));
    }

    private List<String> sent(Action action) {
        OwnerMark mark = WEB.markFor(uuid(vm));
        pool.get(vm)
                .put(
                        "other_config",
                        Map.of(
                                OwnerMark.KEY,
                                mark.toString(),
                                Claim.VM_DISKS.key(),
                                want().holder().text(uuid(vm))));
        pool.get(snapshot)
                .put(
                        "other_config",
                        Map.of(
                                Proof.key(ME, Proof.Stage.BEGUN),
                                new Proof(ME.uid(), Proof.Stage.BEGUN).text(uuid(snapshot))));
        RecordedCalls now = pool.answering();
        PoolView view = pool.view();
        var seen = new Sight.Seen(
                new PoolNow(view, now),
                view,
                view.vm(snapshot).orElseThrow(),
                view.vm(vm).orElseThrow(),
                mark,
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Claims.none(),
                List.of());
        var deputies = new Deputies(null, null); // these actions write nothing to Kubernetes
        new RestoreExecutor(deputies, () -> Instant.EPOCH)
                .execute(seen, want(), List.of(new Step(action, "web", "asked to")));
        return now.sent();
    }

    @Test
    void eachKindOfActionMakesTheCallsThatItNames() {
        Promised.isKept(
                Action.class,
                rows(),
                Set.of(Action.TakeUndo.class, Action.MakeVm.class, Action.LetGo.class, Action.GiveUp.class),
                Action::calls,
                this::sent);
    }
}
