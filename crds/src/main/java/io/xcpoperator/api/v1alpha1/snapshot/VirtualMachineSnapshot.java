package io.xcpoperator.api.v1alpha1.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** A snapshot of a VM, with or without its memory. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("VirtualMachineSnapshot")
@ShortNames("xsnap")
@JsonIgnoreProperties(ignoreUnknown = true)
public class VirtualMachineSnapshot extends CustomResource<VirtualMachineSnapshotSpec, VirtualMachineSnapshotStatus>
        implements Namespaced {}
