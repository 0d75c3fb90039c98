package io.xcpoperator.api.v1alpha1.inquiry;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** Asks for manifests of what a pool has; the inquiry's namespace needs the right Administer on it. */
public record ExportInquiry(
        @Field(value = "The pool", change = FieldClass.Immutable)
        Ref poolRef,

        @Field(
                value = "Namespace that the VMs are written for; networks and storage are for the inquiry's own",
                effective = "the inquiry's own",
                change = FieldClass.Immutable,
                maxLength = 63)
        @Nullable
        String virtualMachineNamespace)
        implements ApiRecord {}
