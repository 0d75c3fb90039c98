package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.EmptyObject;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** The CD drive and what lies in it: one of the two, or nothing. The medium changes at once, the drive with a restart. */
@ValidationRule(
        value = "!has(self.diskImageRef) || !has(self.guestTools)",
        message = "cdrom holds one medium: diskImageRef or guestTools, or neither for an empty drive")
public record Cdrom(
        @Field("An ISO image") @Nullable Ref diskImageRef,
        @Field("The vendor's guest tools") @Nullable EmptyObject guestTools)
        implements ApiRecord {}
