package io.xcpoperator.api.v1alpha1;

/** The group and version of every kind, and the keys that carry the group. */
public final class ApiGroup {
    public static final String NAME = "xcp-operator.io";
    public static final String VERSION = "v1alpha1";
    /** {@code kubectl get xcp} lists every kind. */
    public static final String CATEGORY = "xcp";

    private ApiGroup() {}
}
