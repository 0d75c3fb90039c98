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

/** Where backups live. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("BackupRepository")
@Plural("backuprepositories")
@ShortNames("xbr")
@JsonIgnoreProperties(ignoreUnknown = true)
public class BackupRepository extends CustomResource<BackupRepositorySpec, BackupRepositoryStatus>
        implements Namespaced {}
