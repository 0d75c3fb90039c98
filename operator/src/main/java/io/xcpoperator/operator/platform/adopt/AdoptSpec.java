package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the spec of a kind that stands for existing objects says.
 *
 * @param existing null where it asks for one to be made
 * @param unsupported what it asks for that this version does not do
 */
public record AdoptSpec(
        Ref poolRef,
        @Nullable NameOrUuid existing,
        Wanted wanted,
        @Nullable ManagementPolicy policy,
        Optional<Verdict.Stalled> unsupported) {
    /** A field that is not acted on must not look as if it were. */
    public static Optional<Verdict.Stalled> unsupported(
            @Nullable NameOrUuid existing, String onlyExisting, List<String> fields) {
        if (existing == null) {
            return Optional.of(new Verdict.Stalled(Reason.NotSupportedYet, onlyExisting));
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Stalled(
                        Reason.NotSupportedYet,
                        "this version of the operator does not act on spec.%s; take it away"
                                .formatted(String.join(", spec.", fields))));
    }
}
