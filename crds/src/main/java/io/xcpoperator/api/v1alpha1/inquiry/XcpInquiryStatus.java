package io.xcpoperator.api.v1alpha1.inquiry;

import io.fabric8.kubernetes.api.model.Condition;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer. */
@RecordBuilder
public record XcpInquiryStatus(
        @Field(
                value = "Generation of the spec that this status is about; -1 before the first look",
                min = -1,
                max = Long.MAX_VALUE)
        @Nullable
        Long observedGeneration,

        @Field(value = "The answer: JSON, compressed with gzip, in base64", maxLength = XcpInquiryStatus.LONGEST_ANSWER)
        @Nullable
        String answer,

        @Field(value = "What matters now, in a sentence", maxLength = 1024) @Nullable
        String message,

        @Field(value = "Conditions", key = "type", maxItems = 32) @Nullable
        List<Condition> conditions)
        implements ApiRecord {
    /** An API server takes objects of up to 1.5 MiB. */
    public static final int LONGEST_ANSWER = 1_000_000;

    public XcpInquiryStatus {
        conditions = ApiRecord.copy(conditions);
    }
}
