package io.xcpoperator.api.v1alpha1.vm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** A virtual machine of a pool. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("VirtualMachine")
@ShortNames("xvm")
@JsonIgnoreProperties(ignoreUnknown = true)
public class VirtualMachine extends CustomResource<VirtualMachineSpec, VirtualMachineStatus> implements Namespaced {}
