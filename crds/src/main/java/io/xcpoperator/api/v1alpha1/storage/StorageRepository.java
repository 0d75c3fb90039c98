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

/** A storage repository of a pool. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("StorageRepository")
@Plural("storagerepositories")
@ShortNames("xsr")
@JsonIgnoreProperties(ignoreUnknown = true)
public class StorageRepository extends CustomResource<StorageRepositorySpec, StorageRepositoryStatus>
        implements Namespaced {}
