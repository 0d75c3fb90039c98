package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** What cloud-init reads in the guest. */
public record CloudInit(
        @Field("Its user-data") @Nullable CloudInitData userData,
        @Field("Its network-config") @Nullable CloudInitData networkData,

        @Field(
                value = "What becomes of the drive that carries it; no backup or snapshot takes it",
                schemaDefault = "RemoveAfterFirstBoot")
        @Nullable
        CloudInitDrive drive)
        implements ApiRecord {}
