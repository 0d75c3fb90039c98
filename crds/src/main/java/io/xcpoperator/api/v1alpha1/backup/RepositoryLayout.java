package io.xcpoperator.api.v1alpha1.backup;

/** How a repository's files lie. */
public enum RepositoryLayout {
    XenOrchestra,
    Unknown
}
