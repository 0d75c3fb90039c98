package io.xcpoperator.api.v1alpha1.backup;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;

/** VMs that are left out. */
public record SelectionExclude(
        @Field(value = "With one of these tags", minItems = 1, maxLength = 128)
        List<String> tags) implements ApiRecord {
    public SelectionExclude {
        tags = ApiRecord.copy(tags);
    }
}
