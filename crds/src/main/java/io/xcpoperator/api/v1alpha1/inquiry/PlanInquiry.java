package io.xcpoperator.api.v1alpha1.inquiry;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import java.util.List;

/** Asks what would be done for manifests if they were applied to the inquiry's namespace. */
public record PlanInquiry(
        @Field(
                value = "Manifests as JSON, of resources of the inquiry's namespace",
                change = FieldClass.Immutable,
                maxItems = 200,
                maxLength = 65536)
        List<String> objects)
        implements ApiRecord {
    public PlanInquiry {
        objects = ApiRecord.copy(objects);
    }
}
