package io.xcpoperator.api.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** How to reach a pool, whom to trust, who may use it, and its pool-wide settings. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("XcpPool")
@ShortNames("xpool")
@JsonIgnoreProperties(ignoreUnknown = true)
public class XcpPool extends CustomResource<XcpPoolSpec, XcpPoolStatus> implements Namespaced {}
