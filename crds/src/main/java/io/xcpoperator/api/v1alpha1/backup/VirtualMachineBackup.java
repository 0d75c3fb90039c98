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
import io.xcpoperator.api.v1alpha1.NotYet;

/** One restore point of one VM, and the run that made it. Deleting it deletes no bytes unless its own deletionPolicy says so. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("VirtualMachineBackup")
@ShortNames("xbk")
@JsonIgnoreProperties(ignoreUnknown = true)
@NotYet
@Described(
        value = "One restore point of one VM, and the run that made it; deleting it deletes no bytes unless its "
                + "own deletionPolicy says Delete",
        ready = "The backup is Completed: every byte is durable and its checksum known")
@Column(name = "PHASE", path = ".status.phase")
@Column(name = "VM", path = ".status.virtualMachine")
@Column(name = "MODE", path = ".status.mode")
@Column(name = "SIZE", path = ".status.size")
@Column(name = "RATE", path = ".status.rate")
@Column(name = "VERIFIED", path = ".status.checksums")
@Column(name = "COMPLETED", path = ".status.completedAt", type = "date", wide = true)
@Column(name = "REPOSITORY", path = ".spec.repositoryRef.name", wide = true)
@Column(name = "PATH", path = ".status.path", wide = true)
@Column(name = "BASE", path = ".status.base", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class VirtualMachineBackup extends CustomResource<VirtualMachineBackupSpec, VirtualMachineBackupStatus>
        implements Namespaced {}
