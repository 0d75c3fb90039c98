package io.xcpoperator.api.v1alpha1.host;

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

/** A host of a pool, made by the operator: inventory in status; maintenance, power, tags and syslog in spec. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("XcpHost")
@ShortNames("xhost")
@JsonIgnoreProperties(ignoreUnknown = true)
@Described(
        value = "A host of a pool, made by the operator: inventory in status; maintenance, power, tags and "
                + "syslog in spec",
        ready = "The host is live",
        conditions = {
            @Described.OwnCondition(type = "Enabled", means = "VMs may start on the host"),
            @Described.OwnCondition(
                    type = "UpToDate",
                    means = "No updates wait, and none waits for a reboot",
                    notYet = true),
            @Described.OwnCondition(
                    type = "ClockSynchronized",
                    means = "Its clock is within a second of the others'",
                    notYet = true),
            @Described.OwnCondition(
                    type = "NicMappingChanged",
                    means = "Its network interfaces have changed places since they were last seen",
                    notYet = true)
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "HOSTNAME", path = ".status.hostname")
@Column(name = "ROLE", path = ".status.role")
@Column(name = "ENABLED", path = ".status.enabled", type = "boolean")
@Column(name = "VMS", path = ".status.virtualMachineCount", type = "integer")
@Column(name = "MEMORY FREE", path = ".status.memory.free")
@Column(name = "VERSION", path = ".status.version.product")
@Column(name = "ADDRESS", path = ".status.address", wide = true)
@Column(name = "UUID", path = ".spec.uuid", wide = true)
@Column(name = "CPUS", path = ".status.cpu.threads", type = "integer", wide = true)
@Column(name = "MEMORY", path = ".status.memory.total", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class XcpHost extends CustomResource<XcpHostSpec, XcpHostStatus> implements Namespaced {}
