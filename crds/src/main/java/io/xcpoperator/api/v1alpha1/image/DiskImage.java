package io.xcpoperator.api.v1alpha1.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** An ISO or disk image that is brought into a storage repository. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("DiskImage")
@ShortNames("ximg")
@JsonIgnoreProperties(ignoreUnknown = true)
public class DiskImage extends CustomResource<DiskImageSpec, DiskImageStatus> implements Namespaced {}
