package io.xcpoperator.api.v1alpha1.vm;

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

/** A virtual machine of a pool. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("VirtualMachine")
@ShortNames("xvm")
@JsonIgnoreProperties(ignoreUnknown = true)
@Described(
        value = "A VM: source, processors, memory, firmware, disks, networks, cloud-init, power, placement, "
                + "deletion and restart policy",
        ready = "Everything the spec asks for is so, but for what waits in status.pendingChanges",
        conditions = {
            @Described.OwnCondition(
                    type = "Synchronized",
                    means = "What the spec asks for is so, with nothing pending"),
            @Described.OwnCondition(type = "RestartRequired", means = "A change waits for a shutdown and a start"),
            @Described.OwnCondition(type = "GuestAgentConnected", means = "The guest's agent reports"),
            @Described.OwnCondition(
                    type = "UnlistedDisks",
                    means = "The VM has disks that the spec does not list; they are left alone"),
            @Described.OwnCondition(
                    type = "UnlistedNetworkInterfaces",
                    means = "The VM has network interfaces that the spec does not list; they are left alone"),
            @Described.OwnCondition(
                    type = "AutoPowerOnOffOnPool",
                    means = "autoPowerOn is set here and off on the pool, so nothing starts"),
            @Described.OwnCondition(
                    type = "Contested",
                    means =
                            "It is in doubt whose VM this is (another owner, two marks, a lost one): nothing is written; or somebody else sets a field time and again: it is corrected ever more seldom"),
            @Described.OwnCondition(
                    type = "FieldsNotActedOn",
                    means = "The spec sets fields that this version does not act on; they are named"),
            @Described.OwnCondition(type = "HeldBy", means = "A feature holds a claim on the VM; changes wait for it")
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "POWER", path = ".status.powerState")
@Column(name = "HOST", path = ".status.host")
@Column(name = "IP", path = ".status.guest.addresses[0]")
@Column(name = "CPU", path = ".status.cpu.count", type = "integer")
@Column(name = "MEMORY", path = ".status.memory.size")
@Column(name = "UUID", path = ".status.uuid", wide = true)
@Column(name = "OS", path = ".status.guest.operatingSystem", wide = true)
@Column(name = "OPERATION", path = ".status.operation.name", wide = true)
@Column(name = "PROGRESS", path = ".status.operation.progress", type = "integer", wide = true)
@Column(name = "DELETION", path = ".status.effective.deletionPolicy", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class VirtualMachine extends CustomResource<VirtualMachineSpec, VirtualMachineStatus> implements Namespaced {}
