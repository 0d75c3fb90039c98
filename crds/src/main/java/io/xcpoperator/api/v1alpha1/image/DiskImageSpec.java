package io.xcpoperator.api.v1alpha1.image;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** What an image shall be. */
@RecordBuilder
public record DiskImageSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "Where it is kept", change = FieldClass.Immutable)
        Ref storageRepositoryRef,

        @Field(value = "Where it comes from", change = FieldClass.Immutable)
        ImageOrigin source,

        @Field(
                value = "What the bytes are; Auto looks at them, .gz .xz .zst included",
                change = FieldClass.Immutable,
                schemaDefault = "Auto")
        @Nullable
        ImageFormat format,

        @Field("Who else may use it; its own namespace always may") @Nullable
        NamespaceSet allowedNamespaces,

        @Field(
                value = "What becomes of the image when this resource is deleted",
                effective = "Delete when created, Retain when adopted")
        @Nullable
        DeletionPolicy deletionPolicy)
        implements ApiRecord {}
