package io.xcpoperator.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Owner;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "back"), "uid-1");
    private static final String SNAPSHOT = "5a3d9bf0-0000-4000-8000-000000000001";

    private static String text(Proof.Stage stage) {
        return new Proof(ME.uid(), stage).text(SNAPSHOT);
    }

    @Test
    void whatBeganIsNeverForgottenOnTheWayToItsEnd() {
        assertThat(Proof.key(ME, Proof.Stage.DONE)).isNotEqualTo(Proof.key(ME, Proof.Stage.BEGUN));
        Map<String, String> keys = new HashMap<>();
        assertThat(Proof.of(keys, SNAPSHOT, ME)).isEmpty();
        keys.put(Proof.key(ME, Proof.Stage.BEGUN), text(Proof.Stage.BEGUN));
        assertThat(Proof.of(keys, SNAPSHOT, ME)).contains(new Proof(ME.uid(), Proof.Stage.BEGUN));
        keys.put(Proof.key(ME, Proof.Stage.DONE), text(Proof.Stage.DONE));
        assertThat(Proof.of(keys, SNAPSHOT, ME)).contains(new Proof(ME.uid(), Proof.Stage.DONE));
    }

    @Test
    void oneThatRanBeforeTheStagesHadKeysOfTheirOwnIsDone() {
        Map<String, String> keys = Map.of(Proof.key(ME, Proof.Stage.BEGUN), text(Proof.Stage.DONE));
        assertThat(Proof.of(keys, SNAPSHOT, ME)).contains(new Proof(ME.uid(), Proof.Stage.DONE));
    }

    @Test
    void aCopyOfTheSnapshotProvesNothing() {
        Map<String, String> keys = Map.of(Proof.key(ME, Proof.Stage.DONE), text(Proof.Stage.DONE));
        assertThat(Proof.of(keys, "5a3d9bf0-0000-4000-8000-000000000002", ME)).isEmpty();
    }
}
