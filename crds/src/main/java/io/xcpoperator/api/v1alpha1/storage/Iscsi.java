package io.xcpoperator.api.v1alpha1.storage;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;
import org.jspecify.annotations.Nullable;

/** A LUN of an iSCSI target. */
public record Iscsi(
        @Field(value = "Portal", change = FieldClass.Immutable, pattern = Formats.HOST)
        String target,

        @Field(value = "Port of the portal", change = FieldClass.Immutable, effective = "3260", min = 1, max = 65535)
        @Nullable
        Integer port,

        @Field(
                value = "Name of the target",
                change = FieldClass.Immutable,
                maxLength = 223,
                pattern = "^(iqn|eui|naa)\\.[A-Za-z0-9.:-]+$")
        String iqn,

        @Field(
                value = "SCSI id of the LUN; the probe lists them in status.found",
                change = FieldClass.Immutable,
                maxLength = 64,
                pattern = "^[A-Za-z0-9]+$")
        String scsiId,

        @Field(value = "Secret with username and password for CHAP", change = FieldClass.Immutable) @Nullable
        LocalRef chapSecretRef)
        implements ApiRecord {}
