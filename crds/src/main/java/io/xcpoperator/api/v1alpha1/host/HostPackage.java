package io.xcpoperator.api.v1alpha1.host;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import org.jspecify.annotations.Nullable;

/** A package that waits. */
public record HostPackage(
        @Field("Name") String name,
        @Field("New version") @Nullable String version,

        @JsonProperty("class") @Field("What it asks for") @Nullable
        PackageClass kind)
        implements ApiRecord {}
