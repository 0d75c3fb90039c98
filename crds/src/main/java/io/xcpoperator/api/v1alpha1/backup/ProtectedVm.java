package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A VM that a policy covers. */
public record ProtectedVm(
        @Field("Its name") @Nullable String name,
        @Field("Its uuid") String uuid,
        @Field("Its newest backup") @Nullable LastBackup last,
        @Field("Its newest proof") @Nullable BackupProof proof)
        implements ApiRecord {}
