package io.xcpoperator.api.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;
import io.xcpoperator.api.v1alpha1.Column;
import io.xcpoperator.api.v1alpha1.Described;

/** How to reach a pool, whom to trust, who may use it, and its pool-wide settings. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("XcpPool")
@ShortNames("xpool")
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.metadata.name.size() <= 54",
        message = "metadata.name has at most 54 characters: its hosts are named after it, with 9 more")
@Described(
        value = "How to reach a pool, whom to trust, who may use it, and its pool-wide settings",
        ready = "The pool answers, is the one expected, and everything the spec asks for is so",
        conditions = {
            @Described.OwnCondition(type = "Connected", means = "A session with the pool is open"),
            @Described.OwnCondition(type = "Synchronized", means = "What the spec asks for is so"),
            @Described.OwnCondition(type = "NetworksUniform", means = "Every network is on every host that is up"),
            @Described.OwnCondition(
                    type = "SecureBootReady",
                    means = "Guests can boot with secure boot",
                    notYet = true),
            @Described.OwnCondition(
                    type = "RollingUpgrade",
                    means = "The pool's members run different versions, or somebody has begun an upgrade"),
            @Described.OwnCondition(
                    type = "OtherManagerActive",
                    means = "Another operator manages the pool; this one does not write"),
            @Described.OwnCondition(
                    type = "MassDeletionHeld",
                    means = "More destroying deletions wait than limits.destructionsPerHour lets pass"),
            @Described.OwnCondition(
                    type = "NewLoginRefused",
                    means = "The Secret holds a login that the pool refuses; the session of the one before goes on"),
            @Described.OwnCondition(
                    type = "Contested",
                    means = "Somebody else sets a field of the pool time and again: it is corrected ever more seldom"),
            @Described.OwnCondition(type = "InUse", means = "Resources refer to it; it cannot be deleted yet")
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "COORDINATOR", path = ".status.connection.coordinator")
@Column(name = "HOSTS", path = ".status.hosts", type = "integer")
@Column(name = "VMS", path = ".status.virtualMachineCount", type = "integer")
@Column(name = "VERSION", path = ".status.version.product")
@Column(name = "UUID", path = ".status.poolUuid", wide = true)
@Column(name = "XAPI", path = ".status.version.xapi", wide = true)
@Column(name = "MANAGED", path = ".status.virtualMachines.managed", type = "integer", wide = true)
@Column(name = "RUNNING", path = ".status.virtualMachines.running", type = "integer", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class XcpPool extends CustomResource<XcpPoolSpec, XcpPoolStatus> implements Namespaced {}
