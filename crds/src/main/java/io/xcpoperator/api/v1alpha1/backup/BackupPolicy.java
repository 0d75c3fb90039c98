package io.xcpoperator.api.v1alpha1.backup;

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
import io.xcpoperator.api.v1alpha1.NotYet;

/** Which VMs are backed up, when, how, for how long, and how that is proved. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("BackupPolicy")
@Plural("backuppolicies")
@ShortNames("xbp")
@JsonIgnoreProperties(ignoreUnknown = true)
@NotYet
@Described(
        value = "Which VMs are backed up, when, how, for how long, and how that is proved",
        ready = "The schedule is valid and the repository usable; an old proof is ProofCurrent, not Ready",
        conditions = {
            @Described.OwnCondition(
                    type = "ProofCurrent",
                    means = "Every VM's newest proof is younger than maxProofAge")
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "SCHEDULE", path = ".spec.schedule.cron")
@Column(name = "LAST", path = ".status.lastRun.finishedAt", type = "date")
@Column(name = "RESULT", path = ".status.lastRun.result")
@Column(name = "NEXT", path = ".status.nextRun")
@Column(name = "VMS", path = ".status.lastRun.virtualMachines", type = "integer")
@Column(name = "PROVEN", path = ".status.oldestProofAt", type = "date")
@Column(name = "MODE", path = ".spec.mode", wide = true)
@Column(name = "BYTES", path = ".status.lastRun.bytes", wide = true)
@Column(name = "SUSPENDED", path = ".spec.suspend", type = "boolean", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class BackupPolicy extends CustomResource<BackupPolicySpec, BackupPolicyStatus> implements Namespaced {}
