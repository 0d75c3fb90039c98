package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a restored VM goes. */
public record RestoreTarget(
        @Field(value = "The pool", change = FieldClass.Immutable)
        Ref poolRef,

        @Field(value = "Where its disks go", change = FieldClass.Immutable, effective = "the pool's default") @Nullable
        Ref storageRepositoryRef,

        @Field(value = "Which network an interface gets", change = FieldClass.Immutable, key = "name", maxItems = 7)
        @Nullable
        List<NetworkMapping> networkRefs,

        @Field(value = "Name label", change = FieldClass.Immutable, effective = "that of the backup") @Nullable
        String nameLabel,

        @Field(value = "false: the MAC addresses of the backup", change = FieldClass.Immutable, effective = "true")
        @Nullable
        Boolean newMacAddresses,

        @Field(value = "What it does then", change = FieldClass.Immutable, effective = "Halted") @Nullable
        PowerState powerState)
        implements ApiRecord {
    public RestoreTarget {
        networkRefs = ApiRecord.copy(networkRefs);
    }
}
