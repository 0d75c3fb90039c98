package io.xcpoperator.api.v1alpha1.inquiry;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;

/** Asks to be let in with the bytes of an image of the inquiry's namespace. */
public record UploadInquiry(
        @Field(value = "Name of the DiskImage", change = FieldClass.Immutable, maxLength = 253)
        String diskImage,

        @Field(
                value =
                        "SHA-256 of the ticket that lets its holder in, once and soon; the ticket itself stays with who asks",
                change = FieldClass.Immutable,
                maxLength = 64,
                pattern = Formats.SHA256)
        String ticketSha256)
        implements ApiRecord {}
