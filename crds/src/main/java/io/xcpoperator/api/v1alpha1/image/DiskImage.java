package io.xcpoperator.api.v1alpha1.image;

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

/** An ISO or disk image that is brought into a storage repository. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("DiskImage")
@ShortNames("ximg")
@JsonIgnoreProperties(ignoreUnknown = true)
@Described(
        value =
                "An ISO or disk image that is brought into a storage repository from a URL, a volume or an upload, or is there",
        ready = "The image is whole, its checksum is right, and it is in the storage",
        conditions = {@Described.OwnCondition(type = "InUse", means = "Resources refer to it; it cannot be deleted yet")
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "STORAGE", path = ".spec.storageRepositoryRef.name")
@Column(name = "FORMAT", path = ".status.format")
@Column(name = "SIZE", path = ".status.size")
@Column(name = "PROGRESS", path = ".status.progress", type = "integer")
@Column(name = "UUID", path = ".status.uuid", wide = true)
@Column(name = "SHA256", path = ".status.sha256", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class DiskImage extends CustomResource<DiskImageSpec, DiskImageStatus> implements Namespaced {}
