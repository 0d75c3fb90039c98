package io.xcpoperator.operator.platform.inquiry;

import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.ApiRecord;

/** A reconciler that can tell what it would do for an object that is not stored. */
public interface Foresight<R extends CustomResource<?, ?>> {
    /**
     * The status that the object would have in Plan. Calls no pool and changes nothing.
     *
     * @param whatIf with the uid and the status of the stored object, where there is one
     */
    ApiRecord foresee(R whatIf);
}
