package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MESSAGE while a VM goes: what is done to it, not what prepares that. */
class LeavingTest {
    private static final VmRef VM = new VmRef("OpaqueRef:web");
    private static final Step SETTLE = step(new TaskAction.Settle(new TaskRef("OpaqueRef:t")), "it ended");
    private static final Step BLOCK =
            step(new SettingAction.Block(VM, SettingAction.Blocked.Start, "no new start"), "no new start");
    private static final Step STOP = step(new PowerAction.CleanShutdown(VM, false), "stop before it is destroyed");
    private static final Step DESTROY = step(new DestroyAction.DestroyVm(VM), "the resource is deleted");
    private static final Step DISK =
            step(new DestroyAction.DestroyDisk(new VdiRef("OpaqueRef:d"), "data"), "the disk was made for it");

    private static Step step(Action action, String why) {
        return new Step(action, "web", why);
    }

    @Test
    void saysWhatTheDeletionIsAt() {
        assertThat(Leaving.sentence(List.of(BLOCK, STOP, DESTROY, DISK)))
                .isEqualTo("being deleted: the VM is shut down, and destroyed then");
        assertThat(Leaving.sentence(List.of(SETTLE, DESTROY, DISK)))
                .isEqualTo("being deleted: the VM is off; it is destroyed, and the disks made for it");
        assertThat(Leaving.sentence(List.of(SETTLE, DISK)))
                .isEqualTo("being deleted: the VM is gone; the disks made for it are destroyed");
        assertThat(Leaving.sentence(List.of(SETTLE))).isEqualTo("being deleted");
    }
}
