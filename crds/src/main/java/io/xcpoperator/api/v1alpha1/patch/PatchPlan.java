package io.xcpoperator.api.v1alpha1.patch;

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

/** Brings every host of a pool up to date. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("PatchPlan")
@ShortNames("xpp")
@JsonIgnoreProperties(ignoreUnknown = true)
@NotYet
@Described(
        value = "Brings every host of a pool up to date: window, approval, order, evacuation, reboot, putting "
                + "back",
        ready = "The plan is carried out, or waits for its approval or its window",
        conditions = {
            @Described.OwnCondition(type = "Approved", means = "The plan that is shown is approved"),
            @Described.OwnCondition(type = "WindowOpen", means = "The window is open"),
            @Described.OwnCondition(type = "Healthy", means = "Nothing stands in the way of the next step")
        })
@Column(name = "PHASE", path = ".status.phase")
@Column(name = "HOST", path = ".status.current.host")
@Column(name = "STEP", path = ".status.current.step")
@Column(name = "UPDATES", path = ".status.updates", type = "integer")
@Column(name = "NEXT WINDOW", path = ".status.nextWindow")
@Column(name = "POOL", path = ".spec.poolRef.name", wide = true)
@Column(name = "HASH", path = ".status.plan.hash", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class PatchPlan extends CustomResource<PatchPlanSpec, PatchPlanStatus> implements Namespaced {}
