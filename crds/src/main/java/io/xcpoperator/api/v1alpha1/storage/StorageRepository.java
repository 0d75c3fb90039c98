package io.xcpoperator.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;
import io.xcpoperator.api.v1alpha1.Column;
import io.xcpoperator.api.v1alpha1.Described;

/** A storage repository of a pool. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("StorageRepository")
@Plural("storagerepositories")
@ShortNames("xsr")
@JsonIgnoreProperties(ignoreUnknown = true)
@Described(
        value = "A storage repository of a pool: nfs, ext, lvm, iscsi, smb, ISO images, or one that exists",
        ready = "The storage is there as the spec asks, plugged in on every host that is up and should have it",
        conditions = {
            @Described.OwnCondition(
                    type = "Overcommitted",
                    means = "Its disks may grow to more than it has; what is written then fails once it is full"),
            @Described.OwnCondition(
                    type = "Contested",
                    means =
                            "It is in doubt whose storage repository this is (another owner, two marks, a lost one): nothing is written; or somebody else sets a field time and again: it is corrected ever more seldom"),
            @Described.OwnCondition(type = "InUse", means = "Resources refer to it; it cannot be deleted yet")
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "TYPE", path = ".status.type")
@Column(name = "SIZE", path = ".status.size")
@Column(name = "USED", path = ".status.used")
@Column(name = "SHARED", path = ".status.shared", type = "boolean")
@Column(name = "PROVISIONING", path = ".status.provisioning", wide = true)
@Column(name = "UUID", path = ".status.uuid", wide = true)
@Column(name = "POOL", path = ".spec.poolRef.name", wide = true)
@Column(name = "DELETION", path = ".status.effective.deletionPolicy", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class StorageRepository extends CustomResource<StorageRepositorySpec, StorageRepositoryStatus>
        implements Namespaced {}
