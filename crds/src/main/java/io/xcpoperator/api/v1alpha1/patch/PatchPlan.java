package io.xcpoperator.api.v1alpha1.patch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xcpoperator.api.v1alpha1.ApiGroup;

/** Brings every host of a pool up to date. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("PatchPlan")
@ShortNames("xpp")
@JsonIgnoreProperties(ignoreUnknown = true)
public class PatchPlan extends CustomResource<PatchPlanSpec, PatchPlanStatus> implements Namespaced {}
