package io.xcpoperator.api.v1alpha1.network;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** A network of a pool: a VLAN on a trunk, a bond, host-internal, or one that exists. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("XcpNetwork")
@ShortNames("xnet")
@JsonIgnoreProperties(ignoreUnknown = true)
public class XcpNetwork extends CustomResource<XcpNetworkSpec, XcpNetworkStatus> implements Namespaced {}
