package io.xcpoperator.operator.platform.status;

/** Every reason a condition of ours can give, spelled as a user reads it. A new reason gets its line of explanation here. */
public enum Reason {
    // fine
    /** Everything the spec asks for is so. */
    Settled,
    /** The object is observed; nothing was asked of us. */
    Observed,
    /** The plan is shown in status.plan; nothing is written. */
    Planned,
    /** Connected to the pool. */
    Connected,
    /** The condition's opposite was not found. */
    None,

    // on the way
    /** Calls were made; the pool's answer is awaited. */
    Applying,
    /** A task runs on the pool. */
    TaskRunning,
    /** A connection to the pool is being made. */
    Connecting,
    /** The resource is being deleted. */
    Deleting,

    // waiting for somebody or something
    /** The annotation xcp-operator.io/paused is set. */
    Paused,
    /** The referenced XcpPool, network, storage or other object does not exist. */
    ReferenceNotFound,
    /** The referenced object exists and is not Ready. */
    ReferenceNotReady,
    /** The pool is not connected; nothing is concluded about what is in it. */
    PoolNotReady,
    /** The pool does not answer. */
    PoolUnreachable,
    /** The namespace has no right to this. */
    AccessDenied,
    /** The Secret does not exist. */
    SecretMissing,
    /** The Secret lacks the label that lets us read it. */
    SecretNotLabelled,
    /** The Secret lacks a key, or its content is of no use. */
    SecretInvalid,
    /** The pool refused the user name or password. */
    CredentialsRefused,
    /** The certificate is not trusted; no password was sent. */
    CertificateNotTrusted,
    /** A certificate differs from the one that was trusted; no password was sent. */
    CertificateChanged,
    /** Another pool answers than the one expected or known so far. */
    DifferentPool,
    /** Another XcpPool speaks for the same pool. */
    DuplicatePool,
    /** The address may not be connected to. */
    AddressRefused,
    /** The operator's configuration forbids tls.mode Insecure. */
    InsecureNotAllowed,
    /** The pool answered something that is no XAPI answer. */
    BadAnswer,
    /** The object of the pool does not exist. */
    NotFound,
    /** A name fits more than one object of the pool. */
    Ambiguous,
    /** The object of the pool carries another resource's owner mark. */
    OwnedByAnother,
    /** The object was made for this name by an earlier cluster or an earlier resource. */
    PreviousIncarnation,
    /** The object that status names has no owner mark any more. */
    MarkLost,
    /** The owner mark cannot be read. */
    MarkUnreadable,
    /** What was once Ready is gone from the pool; it is not made again by itself. */
    Missing,
    /** Another operator manages the pool. */
    OtherManagerActive,
    /** A rolling upgrade of the pool is in progress. */
    RollingUpgrade,
    /** Too many deletions that destroy; waiting for approval on the XcpPool. */
    MassDeletionHeld,
    /** Something still refers to the object. */
    InUse,
    /** A feature of ours holds a claim on the object. */
    HeldBy,
    /** An approval is needed. */
    ApprovalRequired,
    /** A VM must be shut down and started for the change, and restartPolicy does not allow it yet. */
    RestartRequired,
    /** Snapshots that are not ours hang on the VM. */
    ForeignSnapshots,
    /** The object is protected from destruction. */
    Protected,
    /** There is not enough memory, space or processors. */
    NoCapacity,
    /** The pool is busy with something else. */
    PoolBusy,
    /** A host is away or starting. */
    HostUnavailable,
    /** Storage reported an error. */
    StorageError,
    /** The guest does not cooperate or has no agent. */
    GuestError,
    /** The account of the pool may not do this. */
    PermissionDenied,
    /** The pool's licence or edition lacks this. */
    FeatureRestricted,

    // the spec, or us
    /** The spec asks for something impossible or contradictory. */
    InvalidSpec,
    /** The spec asks for something this version of the operator does not do. */
    NotSupportedYet,
    /** The release of the pool cannot do this. */
    NotSupportedByPool,
    /** A XAPI error without a class of its own. */
    UnknownError,
    /** A defect of the operator: please report it. */
    InternalError,

    // what a kind's own conditions say
    /** Differs from what the spec asks for. */
    Drifted,
    /** Two actors keep changing the same field. */
    Contested,
    /** Members run different versions. */
    VersionsDiffer,
    /** The host takes VMs. */
    Enabled,
    /** The host takes no VMs. */
    Disabled,
    /** The host does not answer the coordinator. */
    NotLive;

    /** As it stands in a condition. */
    public String text() {
        return name();
    }
}
