package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** How bytes are moved. */
public record Transfer(
        @Field(value = "Auto: NBD where offered, else HTTP; status says which and why", effective = "Auto") @Nullable
        TransferProtocol protocol,

        @Field("Network the bytes take") @Nullable Ref networkRef,

        @Field(value = "Upper bound for the policy, 0 is none", unit = "bytes/s", effective = "0") @Nullable
        Quantity maxBytesPerSecond,

        @Field(value = "VMs at once", effective = "2", min = 1, max = 64) @Nullable
        Integer concurrency)
        implements ApiRecord {}
