package io.xcpoperator.api.v1alpha1.inquiry;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import org.jspecify.annotations.Nullable;

/** What is asked: one of them. */
@RecordBuilder
public record XcpInquirySpec(
        @Field(value = "What a pool has that nobody declared, as manifests", change = FieldClass.Immutable) @Nullable
        ExportInquiry export,

        @Field(value = "What would be done for manifests that are not applied", change = FieldClass.Immutable) @Nullable
        PlanInquiry plan,

        @Field(value = "The console of a running VM", change = FieldClass.Immutable) @Nullable
        ConsoleInquiry console,

        @Field(value = "A way for the bytes of an image", change = FieldClass.Immutable) @Nullable
        UploadInquiry upload)
        implements ApiRecord {
    public static XcpInquirySpec of(ExportInquiry asked) {
        return new XcpInquirySpec(asked, null, null, null);
    }

    public static XcpInquirySpec of(PlanInquiry asked) {
        return new XcpInquirySpec(null, asked, null, null);
    }

    public static XcpInquirySpec of(ConsoleInquiry asked) {
        return new XcpInquirySpec(null, null, asked, null);
    }

    public static XcpInquirySpec of(UploadInquiry asked) {
        return new XcpInquirySpec(null, null, null, asked);
    }
}
