package io.xcpoperator.api.v1alpha1.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** Brings a backup or a snapshot back, as a new VM or in place. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("VirtualMachineRestore")
@ShortNames("xrst")
@JsonIgnoreProperties(ignoreUnknown = true)
public class VirtualMachineRestore extends CustomResource<VirtualMachineRestoreSpec, VirtualMachineRestoreStatus>
        implements Namespaced {}
