package io.xcpoperator.api.v1alpha1.backup;

import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import org.jspecify.annotations.Nullable;

/** What a repository shall be; exactly one of persistentVolumeClaim, s3, path. */
@RecordBuilder
@ValidationRule(
        value = "[has(self.persistentVolumeClaim), has(self.s3), has(self.path)].filter(x, x).size() == 1",
        message = "a repository is exactly one of persistentVolumeClaim, s3, path")
public record BackupRepositorySpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(
                value = "A folder of a volume; for NFS the chart's nfsRepositories, or you, make the volume",
                change = FieldClass.Immutable)
        @Nullable
        ClaimFolder persistentVolumeClaim,

        @Field("A bucket of an S3 store; its credentials may change") @Nullable
        S3 s3,

        @Field(value = "A folder below the chart's repositoryRoots", change = FieldClass.Immutable) @Nullable
        DirectoryPath path,

        @Field(value = "How it is encrypted", change = FieldClass.Immutable, effective = "not at all") @Nullable
        Encryption encryption,

        @Field("Who else may use it; its own namespace always may. A namespace sees in it only what it wrote itself")
        @Nullable
        NamespaceSet allowedNamespaces)
        implements ApiRecord {}
