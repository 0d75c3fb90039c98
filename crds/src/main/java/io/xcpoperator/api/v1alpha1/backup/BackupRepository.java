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

/** Where backups live. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("BackupRepository")
@Plural("backuprepositories")
@ShortNames("xbr")
@JsonIgnoreProperties(ignoreUnknown = true)
@NotYet
@Described(
        value = "Where backups live: a volume, an S3 bucket or a folder; in Xen Orchestra's layout, encrypted if"
                + " wanted",
        ready = "The repository can be read and written, and its layout and key are right",
        conditions = {@Described.OwnCondition(type = "InUse", means = "Policies refer to it; it cannot be deleted yet")
        })
@Column(name = "READY", path = ".status.conditions[?(@.type==\"Ready\")].status")
@Column(name = "BACKUPS", path = ".status.backups", type = "integer")
@Column(name = "FREE", path = ".status.free")
@Column(name = "ENCRYPTED", path = ".status.encrypted", type = "boolean")
@Column(name = "CHECK", path = ".status.lastCheck.result")
@Column(name = "LAYOUT", path = ".status.layout", wide = true)
@Column(name = "CHECKED", path = ".status.lastCheck.at", type = "date", wide = true)
@Column(name = "AGE", path = ".metadata.creationTimestamp", type = "date")
@Column(name = "MESSAGE", path = ".status.message")
public class BackupRepository extends CustomResource<BackupRepositorySpec, BackupRepositoryStatus>
        implements Namespaced {}
