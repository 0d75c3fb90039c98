package io.xcpoperator.operator.platform.status;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

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
    /** Disks may grow to more than the storage has. */
    Overcommitted,
    /** timeToLive is over, and the pool's snapshot went as it asks. */
    Expired,
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
    /** The object was made for this name by an earlier cluster or resource or an earlier resource. */
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
    /** A person is to send the bytes of an image. */
    AwaitingUpload,
    /** An approval is needed. */
    ApprovalRequired,
    /** A snapshot that is to be taken before a risky act cannot be taken. */
    SafetySnapshot,
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
    /** The snapshot that a restore could be undone with is older than what would be lost. */
    UndoTooOld,
    /** It is in doubt which object is the resource's, or somebody else sets what the spec sets. */
    Contested,
    /** The pool's own switch for this is off. */
    OffOnPool,
    /** Members run different versions. */
    VersionsDiffer,
    /** The host takes VMs. */
    Enabled,
    /** The host takes no VMs. */
    Disabled,
    /** The host does not answer the coordinator. */
    NotLive,

    // what the pool's errors come to (the reasons of errors.csv)
    /** An update of the pool failed or is refused. */
    Patching,
    /** The network set-up does not allow it. */
    NetworkConfiguration,
    /** The pool or its release does not support it. */
    NotSupported,
    /** The pool's external authentication is in the way. */
    AccessConfiguration,
    /** The device is not fit for this. */
    DeviceUnsuitable,
    /** A certificate of the pool is invalid or in the way. */
    Certificates,
    /** The storage's set-up is wrong. */
    StorageConfiguration,
    /** The storage does not answer. */
    StorageUnreachable,
    /** A host may not join the pool. */
    JoinRefused,
    /** The pool's HA stands in the way. */
    HighAvailability,
    /** The pool refuses it. */
    Refused,
    /** The pool's workload balancing failed. */
    WorkloadBalancing,
    /** The pool's edition or settings restrict it. */
    Restricted,
    /** The object changed meanwhile; looked at again. */
    Changed,
    /** The pool tried and failed. */
    OperationFailed,
    /** A disk cannot be reached. */
    DiskUnavailable,
    /** A call does not fit the pool: a defect or a mismatch of versions. */
    BadCall,
    /** The pool's clustering stands in the way. */
    Clustering,
    /** The disk is not fit for this. */
    DiskUnsuitable,
    /** No host has what the VM needs. */
    HostLacksResource,
    /** The host's set-up does not allow it. */
    HostConfiguration,
    /** The storage is not plugged in. */
    StorageNotAttached,
    /** The pool does not take the value. */
    InvalidValue,
    /** The guest has no Xen tools for this. */
    GuestToolsMissing,
    /** The source of an image does not give it. */
    SourceUnreachable,
    /** What was fetched is not what the checksum says. */
    ChecksumMismatch,
    /** The image cannot be imported as it is. */
    ImageUnsuitable,
    /** The storage is busy. */
    StorageBusy,
    /** The VM has something that holds it to its host. */
    NotMovable,
    /** The memory limits contradict each other. */
    MemoryLimits,
    /** VMs still run on the host. */
    HostInUse,
    /** The guest does not let the device go. */
    DeviceNotReleased,
    /** The pool's database cannot be restored. */
    DatabaseRestore,
    /** Something still uses the network. */
    NetworkInUse,
    /** The host does not fit the VM. */
    IncompatibleHost,
    /** The host takes no VMs now. */
    HostDisabled,
    /** There is no place for a suspended VM's memory. */
    SuspendStorage,
    /** Disks of this storage cannot be moved. */
    StorageNotMovable,
    /** A snapshot or a revert failed. */
    SnapshotFailed,
    /** The object is gone meanwhile; looked at again. */
    ObjectGone,
    /** No host can take the VM now. */
    NoHostAvailable,
    /** The network is not up on the host. */
    NetworkUnavailable,
    /** A migration failed. */
    MigrationFailed,
    /** An import failed. */
    ImportFailed,
    /** The guest cannot be started. */
    GuestDoesNotBoot,
    /** The device does not fit its mode. */
    DeviceMode,
    /** Something is still on the storage. */
    StorageInUse,
    /** What was thought dead still runs. */
    StillRunning,
    /** A plug-in of the hosts is missing. */
    PluginMissing,
    /** The storage's driver cannot do this. */
    NotSupportedByStorage,
    /** The VM hangs on what only one host has. */
    NotAgile,
    /** The guest does not give memory back. */
    GuestMemory,
    /** The guest does not shut down. */
    GuestDoesNotShutDown,
    /** Events were lost; the pool is read anew. */
    EventsLost,
    /** The VM's boot settings are wrong. */
    BootConfiguration,
    /** The subscription to events failed. */
    BadSubscription,
    /** The VM has a vTPM already. */
    VtpmExists,
    /** Too many disks move at once. */
    TooManyMigrations,
    /** Somebody cancelled the task. */
    TaskCancelled,
    /** The storage is read-only. */
    StorageReadOnly,
    /** The VM has too many snapshots. */
    SnapshotLimit,
    /** The disk's chain of snapshots is too long. */
    SnapshotChainTooLong,
    /** The session ended; it is logged in anew. */
    SessionExpired,
    /** A plug-in is asked too often. */
    PluginRateLimit,
    /** A plug-in of the hosts failed. */
    PluginFailed,
    /** The pool does not allow it in this state. */
    OperationNotAllowed,
    /** Somebody blocked the operation on the object. */
    OperationBlocked,
    /** The pool has no default storage. */
    NoDefaultStorage,
    /** The migration network has no address. */
    MigrationNetwork,
    /** A text holds what the pool cannot take. */
    InvalidText,
    /** A call that the operator never makes. */
    ForbiddenCall,
    /** The disk is in use. */
    DiskInUse,
    /** A default template is not deleted. */
    DefaultTemplate,
    /** The processors do not divide into sockets. */
    CpuTopology,
    /** Another host leads the pool now. */
    CoordinatorMoved,
    /** Changed block tracking is on. */
    ChangedBlockTracking,
    /** The certificate is not trusted. */
    CertificateUntrusted,
    /** No answer came; the call may have taken effect, and the object is looked at again. */
    OutcomeUnknown,
    /** This process does not lead; nothing is written. */
    NotLeading;

    private static final Map<String, Reason> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Reason::name, reason -> reason));

    /** The reason that the client's table of errors calls so; one we have no line for is {@link #UnknownError}. */
    public static Reason named(String word) {
        return BY_NAME.getOrDefault(word, UnknownError);
    }

    /** As it stands in a condition. */
    public String text() {
        return name();
    }
}
