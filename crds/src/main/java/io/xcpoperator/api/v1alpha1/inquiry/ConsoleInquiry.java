package io.xcpoperator.api.v1alpha1.inquiry;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;

/** Asks to be let to the console of a running VM of the inquiry's namespace. */
public record ConsoleInquiry(
        @Field(value = "Name of the VirtualMachine", change = FieldClass.Immutable, maxLength = 253)
        String virtualMachine,

        @Field(
                value =
                        "SHA-256 of the ticket that lets its holder in, once and soon; the ticket itself stays with who asks",
                change = FieldClass.Immutable,
                maxLength = 64,
                pattern = Formats.SHA256)
        String ticketSha256)
        implements ApiRecord {}
