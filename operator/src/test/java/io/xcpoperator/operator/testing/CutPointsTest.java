package io.xcpoperator.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CutPointsTest {
    private static final List<String> WRITES =
            List.of("PATCH virtualmachines", "VM.clone", "VM.set", "PATCH virtualmachines", "VM.set", "VM.start");

    @Test
    void everyKindIsCutOnceAndEveryWriteByOneSeedOrAnother() {
        assertThat(new CutPoints(WRITES, 0).all()).containsExactly(0, 1, 2, 3, 6);
        assertThat(new CutPoints(WRITES, 0).ofPool()).containsExactly(0, 1, 2, 4);
        var all = new TreeSet<Integer>();
        for (long seed = 0; seed < 4; seed++) {
            all.addAll(new CutPoints(WRITES, seed).all());
        }
        assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
}
