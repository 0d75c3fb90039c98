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
        @Field(value = "The pool; of a snapshot, its own", change = FieldClass.Immutable)
        Ref poolRef,

        @Field(
                value = "Where its disks go; of a snapshot, a full copy there",
                change = FieldClass.Immutable,
                effective = "the pool's default; of a snapshot, a clone beside its disks")
        @Nullable
        Ref storageRepositoryRef,

        @Field(value = "Which network an interface gets", change = FieldClass.Immutable, key = "name", maxItems = 7)
        @Nullable
        List<NetworkMapping> networkRefs,

        @Field(
                value = "Name label",
                change = FieldClass.Immutable,
                effective = "that of the backup; of a snapshot, the VirtualMachine's name")
        @Nullable
        String nameLabel,

        @Field(
                value = "false: the MAC addresses of the backup or snapshot, if no VM of the pool has them",
                change = FieldClass.Immutable,
                effective = "true")
        @Nullable
        Boolean newMacAddresses,

        @Field(value = "What it does then", change = FieldClass.Immutable, effective = "Halted") @Nullable
        PowerState powerState)
        implements ApiRecord {
    public RestoreTarget {
        networkRefs = ApiRecord.copy(networkRefs);
    }
}
