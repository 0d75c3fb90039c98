package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import org.jspecify.annotations.Nullable;

/** What cloud-init reads in the guest. */
public record CloudInit(
        @Field(value = "Its user-data", change = FieldClass.FirstBoot) @Nullable
        CloudInitData userData,

        @Field(value = "Its network-config", change = FieldClass.FirstBoot) @Nullable
        CloudInitData networkData,

        @Field(
                value = "What becomes of the drive that carries it; no backup or snapshot takes it",
                schemaDefault = "RemoveAfterFirstBoot")
        @Nullable
        CloudInitDrive drive)
        implements ApiRecord {}
