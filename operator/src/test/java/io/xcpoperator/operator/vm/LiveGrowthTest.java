package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk grows under a running guest where the release and the driver can; else at a restart. */
class LiveGrowthTest {
    @Test
    void growsAtOnceWhereThePoolCan() {
        AVm vm = new AVm();
        vm.growsLive = true;
        vm.otherConfig.putAll(AVm.ofOurs().otherConfig);
        vm.disks.add(vm.disk("root", 0, 40));
        Plan plan =
                new ModelPool().with(vm).plan(Wanted.running().disk("root", 60).vm());
        assertThat(plan.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.action().calls()).containsExactly("Async.VDI.resize_online"));
        assertThat(plan.restart()).isEmpty();
    }

    @Test
    void asksForARestartWhereItCannot() {
        Plan plan = new ModelPool()
                .with(AVm.ofOurs())
                .plan(Wanted.running().disk("root", 60).vm());
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.restart())
                .hasValueSatisfying(restart -> assertThat(restart.changes())
                        .extracting(Change::sentence)
                        .containsExactly("disks[root].size 40Gi → 60Gi"));
    }

    @ParameterizedTest(name = "xapi {0} has the call: {1}")
    @CsvSource({
        "26.16.1, true",
        "26.17.0, true",
        "27.0, true",
        "26.16.0, false",
        "26.16, false",
        "26.1.3, false",
        "1.249.32, false",
        "'', false",
        "nonsense, false",
        "99999999999.1.1, false",
    })
    void theReleaseDecidesWhetherTheCallIsThere(String version, boolean has) {
        assertThat(LiveGrowth.reaches(version)).isEqualTo(has);
    }
}
