package io.xcpoperator.api.v1alpha1.network;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;
import io.xcpoperator.api.v1alpha1.Column;
import io.xcpoperator.api.v1alpha1.Described;

/** A network of a pool: a VLAN on a trunk, a bond, host-internal, or one that exists. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("XcpNetwork")
@ShortNames("xnet")
@JsonIgnoreProperties(ignoreUnknown = true)
@Described(
        value = "A network of a pool: a VLAN on a trunk, a bond, host-internal, or one that exists",
        ready = "The network is there as the spec asks, on every host that is up, but for what waits in "
                + "status.pendingChanges",
        conditions = {
            @Described.OwnCondition(type = "Uniform", means = "Every host that is up has it, plugged in"),
            @Described.OwnCondition(
                    type = "Contested",
                    means =
                            "It is in doubt whose network this is (another owner, two marks, a lost one): nothing is written; or somebody else sets a field time and again: it is corrected ever more seldom"),
            @Described.OwnCondition(type = "InUse", means = "Resources refer to it; it cannot be deleted yet")
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "BRIDGE", path = ".status.bridge")
@Column(name = "VLAN", path = ".spec.vlan.tag", type = "integer")
@Column(name = "UUID", path = ".status.uuid", wide = true)
@Column(name = "POOL", path = ".spec.poolRef.name", wide = true)
@Column(name = "DELETION", path = ".status.effective.deletionPolicy", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class XcpNetwork extends CustomResource<XcpNetworkSpec, XcpNetworkStatus> implements Namespaced {}
