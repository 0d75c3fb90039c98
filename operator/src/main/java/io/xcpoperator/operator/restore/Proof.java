package io.xcpoperator.operator.restore;

import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.xapi.records.VmRecord;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a restore ran, on the snapshot that it ran from (S14): whoever would run it again needs that snapshot. On the VM it
 * would not last, for a revert takes it away. Each stage has a key of its own that is only ever added: a value in
 * {@code other_config} is replaced in two calls, and a crash between them would leave a snapshot that knows of nothing.
 * Pure.
 *
 * @param uid of the resource that ran
 */
record Proof(String uid, Stage stage) {
    enum Stage {
        /** The VM is claimed, and may be reverted. */
        BEGUN,
        /** The VM is reverted, and whole again. */
        DONE;

        /** Puts it on record. */
        Step step(Want want, VmRecord snapshot) {
            String key = key(want.me(), this);
            String value = new Proof(want.me().uid(), this).text(snapshot.uuidText());
            return new Step(
                    new Action.SetKey(
                            snapshot.ref(), key, value, snapshot.otherConfig().containsKey(key)),
                    want.snapshot().name(),
                    this == BEGUN ? "on record before it begins" : "on record that it is done");
        }
    }

    private static final String BEGUN_KEY = "xcp-operator.io/restored.";
    private static final String DONE_KEY = "xcp-operator.io/restore-done.";

    /** One key a resource and stage, by the resource's name: written anew from Git, it is the same intent. */
    static String key(Owner me, Stage stage) {
        return (stage == Stage.DONE ? DONE_KEY : BEGUN_KEY) + me.key().namespace() + "."
                + me.key().name();
    }

    /** Whether a key is one of these, of whichever restore. */
    static boolean isKey(String key) {
        return key.startsWith(BEGUN_KEY) || key.startsWith(DONE_KEY);
    }

    static Optional<Proof> on(VmRecord snapshot, Owner me) {
        return of(snapshot.otherConfig(), snapshot.uuidText(), me);
    }

    /** What other_config of the snapshot with this uuid tells. */
    static Optional<Proof> of(Map<String, String> otherConfig, String uuid, Owner me) {
        return Stream.of(Stage.DONE, Stage.BEGUN)
                .flatMap(stage -> OwnValues.read(otherConfig, key(me, stage), uuid).stream())
                .flatMap(text -> parse(text).stream())
                .findFirst();
    }

    private static Optional<Proof> parse(String text) {
        int slash = text.lastIndexOf('/');
        for (Stage stage : Stage.values()) {
            if (slash > 0 && stage.name().equals(text.substring(slash + 1))) {
                return Optional.of(new Proof(text.substring(0, slash), stage));
            }
        }
        return Optional.empty();
    }

    String text(String snapshotUuid) {
        return OwnValues.text(snapshotUuid, uid + "/" + stage.name());
    }
}
