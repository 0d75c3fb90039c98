package io.xcpoperator.operator.platform.adopt;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.List;

/** Why a resource that is being deleted stays for now. Pure. */
public final class InUse {
    private static final int NAMED = 5;

    private InUse() {}

    /**
     * The sentence, with the way out.
     *
     * @param kind short name for the command, for example {@code xnet}
     * @param dependents for instance {@code VirtualMachine apps/web}; five of them are named
     */
    public static String message(String kind, HasMetadata object, List<String> dependents) {
        String more = dependents.size() > NAMED ? " and %d more".formatted(dependents.size() - NAMED) : "";
        return "in use by %s%s; delete these first, or leave the pool untouched and let it go: %s"
                .formatted(
                        String.join(", ", dependents.stream().limit(NAMED).toList()),
                        more,
                        Approvals.command(
                                kind,
                                ObjectKey.of(object),
                                Approvals.ABANDON,
                                object.getMetadata().getUid()));
    }
}
