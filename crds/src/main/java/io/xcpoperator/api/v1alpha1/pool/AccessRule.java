package io.xcpoperator.api.v1alpha1.pool;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import java.util.List;

/** Lets namespaces use the pool. */
public record AccessRule(
        @Field("Who") NamespaceSet namespaces,

        @Field(value = "What they may do", minItems = 1, maxItems = 3, unique = true)
        List<Permission> allow)
        implements ApiRecord {
    public AccessRule {
        allow = ApiRecord.copy(allow);
    }
}
