package io.xcpoperator.operator.testing;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.operator.platform.status.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Somebody who undoes what the operator sets right, as often as it does. */
public record Rivalry(BooleanSupplier right, Runnable undo, Supplier<List<Condition>> conditions) {
    /** How often it took until the operator left it so. */
    public int untilLeft() {
        var undone = new int[1];
        await().atMost(Lab.PATIENCE).pollInterval(Duration.ofMillis(30)).until(() -> {
            if (right.getAsBoolean()) {
                undo.run();
                undone[0]++;
            }
            return Conditions.isTrue(conditions.get(), Conditions.CONTESTED);
        });
        return undone[0];
    }
}
