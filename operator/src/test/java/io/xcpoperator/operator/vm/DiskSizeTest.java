package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A size that a disk cannot have. */
class DiskSizeTest {
    @Test
    void aDiskThatCannotShrinkKeepsNothingElseFromBeingDone() {
        AVm vm = AVm.ofOurs();
        DesiredVm want = Wanted.running().disk("root", 20).on(AVm.XCP2, false).vm();
        Plan plan = new ModelPool().with(vm).plan(want);
        assertThat(plan.hindrances())
                .extracting(Hindrance::message)
                .containsExactly(
                        "disks[root].size cannot shrink (40Gi → 20Gi): write 40Gi or more, or leave size out; what else the spec changes goes on");
        assertThat(plan.steps()).anyMatch(step -> step.action() instanceof PowerAction.Migrate);
    }

    @Test
    void lessThanTheTemplateHasIsRefusedBeforeAnythingIsMade() {
        Plan plan = new ModelPool().plan(Wanted.running().disk("root", 5).vm());
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.hindrances())
                .extracting(Hindrance::message)
                .isEqualTo(
                        List.of(
                                "disks[root].size 5Gi is less than the template's disk: write 10Gi or more, or leave size out"));
    }
}
