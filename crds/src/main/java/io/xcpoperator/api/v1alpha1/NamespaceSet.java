package io.xcpoperator.api.v1alpha1;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Namespaces by name, by label, or both; a namespace that fits either is in. */
@ValidationRule(
        value = "has(self.names) || has(self.selector)",
        message = "say which namespaces: names, selector or both")
public record NamespaceSet(
        @Field(value = "Names of namespaces", maxLength = 63) @Nullable
        List<String> names,

        @Field("Labels of namespaces") @Nullable LabelSelector selector)
        implements ApiRecord {
    public NamespaceSet {
        names = ApiRecord.copy(names);
    }
}
