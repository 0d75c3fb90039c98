package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** What is taken along. */
public record BackupInclude(
        @Field(value = "The pool's own database; it holds storage passwords", effective = "false") @Nullable
        Boolean poolMetadata,

        @Field(value = "The memory of running VMs, which stall for it", effective = "false") @Nullable
        Boolean memory,

        @Field(value = "true: the pool's database may lie in a repository without encryption", effective = "false")
        @Nullable
        Boolean acknowledgePlainSecrets)
        implements ApiRecord {}
