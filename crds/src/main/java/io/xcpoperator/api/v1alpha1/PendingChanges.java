package io.xcpoperator.api.v1alpha1;

import java.util.List;

/** The changes that wait, and the hash that approves them. */
public record PendingChanges(
        @Field("Value for the approving annotation") String hash,
        @Field(value = "What waits", maxItems = 64) List<PendingChange> changes)
        implements ApiRecord {
    public PendingChanges {
        changes = ApiRecord.copy(changes);
    }
}
