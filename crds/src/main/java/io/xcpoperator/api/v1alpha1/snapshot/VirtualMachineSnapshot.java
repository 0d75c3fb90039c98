package io.xcpoperator.api.v1alpha1.snapshot;

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

/** A snapshot of a VM, with or without its memory. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("VirtualMachineSnapshot")
@ShortNames("xsnap")
@JsonIgnoreProperties(ignoreUnknown = true)
@Described(
        value = "A snapshot of a VM, with or without its memory",
        ready = "The snapshot is in the pool, or went as timeToLive asks",
        conditions = {
            @Described.OwnCondition(
                    type = "Expired",
                    means = "timeToLive is over and the pool's snapshot gone; this resource stays")
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "VM", path = ".spec.virtualMachineRef.name")
@Column(name = "SIZE", path = ".status.size")
@Column(name = "TAKEN", path = ".status.takenAt", type = "date")
@Column(name = "MEMORY", path = ".spec.memory", wide = true)
@Column(name = "STALL", path = ".status.stallSeconds", type = "integer", wide = true)
@Column(name = "UUID", path = ".status.uuid", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class VirtualMachineSnapshot extends CustomResource<VirtualMachineSnapshotSpec, VirtualMachineSnapshotStatus>
        implements Namespaced {}
