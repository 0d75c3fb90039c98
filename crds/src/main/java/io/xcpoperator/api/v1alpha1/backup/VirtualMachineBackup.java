package io.xcpoperator.api.v1alpha1.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** One restore point of one VM, and the run that made it. Deleting it deletes no bytes unless its own deletionPolicy says so. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("VirtualMachineBackup")
@ShortNames("xbk")
@JsonIgnoreProperties(ignoreUnknown = true)
public class VirtualMachineBackup extends CustomResource<VirtualMachineBackupSpec, VirtualMachineBackupStatus>
        implements Namespaced {}
