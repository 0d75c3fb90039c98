package io.xcpoperator.api.v1alpha1.host;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** A host of a pool, made by the operator: inventory in status; maintenance, power, tags and syslog in spec. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("XcpHost")
@ShortNames("xhost")
@JsonIgnoreProperties(ignoreUnknown = true)
public class XcpHost extends CustomResource<XcpHostSpec, XcpHostStatus> implements Namespaced {}
