package io.xcpoperator.api.v1alpha1.backup;

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

/** Brings a backup or a snapshot back, as a new VM or in place. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("VirtualMachineRestore")
@ShortNames("xrst")
@JsonIgnoreProperties(ignoreUnknown = true)
@Described(
        value = "Brings a backup or a snapshot back, as a new VM or in place; runs once",
        ready = "The restore is Completed")
@Column(name = "PHASE", path = ".status.phase")
@Column(name = "MODE", path = ".spec.mode")
@Column(name = "VM", path = ".status.virtualMachineUuid")
@Column(name = "PROGRESS", path = ".status.progress", type = "integer")
@Column(name = "RATE", path = ".status.bytesPerSecond", wide = true)
@Column(name = "SAFETY", path = ".status.safetySnapshot", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class VirtualMachineRestore extends CustomResource<VirtualMachineRestoreSpec, VirtualMachineRestoreStatus>
        implements Namespaced {}
