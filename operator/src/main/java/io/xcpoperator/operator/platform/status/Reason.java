package io.xcpoperator.operator.platform.status;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every reason a condition of ours can give, spelled as a user reads it, with the sentence that tells what it means. */
public enum Reason {
    // fine
    Settled("Everything the spec asks for is so"),
    Observed("The object is observed; nothing was asked of us"),
    Planned("The plan is shown in status.plan; nothing is written"),
    Connected("Connected to the pool"),
    Overcommitted("Disks may grow to more than the storage has"),
    Expired("timeToLive is over, and the pool's snapshot went as it asks"),
    None("The condition's opposite was not found"),

    // on the way
    Applying("Calls were made; the pool's answer is awaited"),
    TaskRunning("A task runs on the pool"),
    Connecting("A connection to the pool is being made"),
    Deleting("The resource is being deleted"),

    // waiting for somebody or something
    Paused("The annotation xcp-operator.io/paused is set"),
    ReferenceNotFound("The referenced XcpPool, network, storage or other object does not exist"),
    ReferenceNotReady("The referenced object exists and is not Ready"),
    PoolNotReady("The pool is not connected; nothing is concluded about what is in it"),
    PoolUnreachable("The pool does not answer"),
    AccessDenied("The namespace has no right to this"),
    SecretMissing("The Secret does not exist"),
    SecretNotLabelled("The Secret lacks the label that lets us read it"),
    SecretInvalid("The Secret lacks a key, or its content is of no use"),
    CredentialsRefused("The pool refused the user name or password"),
    CertificateNotTrusted("The certificate is not trusted; no password was sent"),
    CertificateChanged("A certificate differs from the one that was trusted; no password was sent"),
    DifferentPool("Another pool answers than the one expected or known so far"),
    DuplicatePool("Another XcpPool speaks for the same pool"),
    AddressRefused("The address may not be connected to"),
    InsecureNotAllowed("The operator's configuration forbids tls.mode Insecure"),
    BadAnswer("The pool answered something that is no XAPI answer"),
    NotFound("The object of the pool does not exist"),
    Ambiguous("A name fits more than one object of the pool"),
    OwnedByAnother("The object of the pool carries another resource's owner mark"),
    PreviousIncarnation("The object was made for this name by an earlier cluster or an earlier resource"),
    MarkLost("The object that status names has no owner mark any more"),
    MarkUnreadable("The owner mark cannot be read"),
    Missing("What was once Ready is gone from the pool; it is not made again by itself"),
    OtherManagerActive("Another operator manages the pool"),
    RollingUpgrade("A rolling upgrade of the pool is in progress"),
    MassDeletionHeld("Too many deletions that destroy; waiting for approval on the XcpPool"),
    InUse("Something still refers to the object"),
    HeldBy("A feature of ours holds a claim on the object"),
    AwaitingUpload("A person is to send the bytes of an image"),
    ApprovalRequired("An approval is needed"),
    SafetySnapshot("A snapshot that is to be taken before a risky act cannot be taken"),
    RestartRequired("A VM must be shut down and started for the change, and restartPolicy does not allow it yet"),
    ForeignSnapshots("Snapshots that are not ours hang on the VM"),
    Protected("The object is protected from destruction"),
    NoCapacity("There is not enough memory, space or processors"),
    PoolBusy("The pool is busy with something else"),
    HostUnavailable("A host is away or starting"),
    StorageError("Storage reported an error"),
    GuestError("The guest does not cooperate or has no agent"),
    PermissionDenied("The account of the pool may not do this"),

    // the spec, or us
    InvalidSpec("The spec asks for something impossible or contradictory"),
    NotSupportedYet("The spec asks for something this version of the operator does not do"),
    NotSupportedByPool("The release of the pool cannot do this"),
    UnknownError("A XAPI error without a class of its own"),
    InternalError("A defect of the operator: please report it"),

    // what a kind's own conditions say
    Drifted("Differs from what the spec asks for"),
    UndoTooOld("The snapshot that a restore could be undone with is older than what would be lost"),
    Contested("It is in doubt which object is the resource's, or somebody else sets what the spec sets"),
    OffOnPool("The pool's own switch for this is off"),
    VersionsDiffer("Members run different versions"),
    Enabled("The host takes VMs"),
    Disabled("The host takes no VMs"),
    NotLive("The host does not answer the coordinator"),

    // what the pool's errors come to (the reasons of errors.csv)
    Patching("An update of the pool failed or is refused"),
    NetworkConfiguration("The network set-up does not allow it"),
    NotSupported("The pool or its release does not support it"),
    AccessConfiguration("The pool's external authentication is in the way"),
    DeviceUnsuitable("The device is not fit for this"),
    Certificates("A certificate of the pool is invalid or in the way"),
    StorageConfiguration("The storage's set-up is wrong"),
    StorageUnreachable("The storage does not answer"),
    JoinRefused("A host may not join the pool"),
    HighAvailability("The pool's HA stands in the way"),
    Refused("The pool refuses it"),
    WorkloadBalancing("The pool's workload balancing failed"),
    Restricted("The pool's edition or settings restrict it"),
    Changed("The object changed meanwhile; looked at again"),
    OperationFailed("The pool tried and failed"),
    DiskUnavailable("A disk cannot be reached"),
    BadCall("A call does not fit the pool: a defect or a mismatch of versions"),
    Clustering("The pool's clustering stands in the way"),
    DiskUnsuitable("The disk is not fit for this"),
    HostLacksResource("No host has what the VM needs"),
    HostConfiguration("The host's set-up does not allow it"),
    StorageNotAttached("The storage is not plugged in"),
    InvalidValue("The pool does not take the value"),
    GuestToolsMissing("The guest has no Xen tools for this"),
    SourceUnreachable("The source of an image does not give it"),
    ChecksumMismatch("What was fetched is not what the checksum says"),
    ImageUnsuitable("The image cannot be imported as it is"),
    StorageBusy("The storage is busy"),
    NotMovable("The VM has something that holds it to its host"),
    MemoryLimits("The memory limits contradict each other"),
    HostInUse("VMs still run on the host"),
    DeviceNotReleased("The guest does not let the device go"),
    DatabaseRestore("The pool's database cannot be restored"),
    NetworkInUse("Something still uses the network"),
    IncompatibleHost("The host does not fit the VM"),
    HostDisabled("The host takes no VMs now"),
    SuspendStorage("There is no place for a suspended VM's memory"),
    StorageNotMovable("Disks of this storage cannot be moved"),
    SnapshotFailed("A snapshot or a revert failed"),
    ObjectGone("The object is gone meanwhile; looked at again"),
    NoHostAvailable("No host can take the VM now"),
    NetworkUnavailable("The network is not up on the host"),
    MigrationFailed("A migration failed"),
    ImportFailed("An import failed"),
    GuestDoesNotBoot("The guest cannot be started"),
    DeviceMode("The device does not fit its mode"),
    StorageInUse("Something is still on the storage"),
    StillRunning("What was thought dead still runs"),
    PluginMissing("A plug-in of the hosts is missing"),
    NotSupportedByStorage("The storage's driver cannot do this"),
    NotAgile("The VM hangs on what only one host has"),
    GuestMemory("The guest does not give memory back"),
    GuestDoesNotShutDown("The guest does not shut down"),
    EventsLost("Events were lost; the pool is read anew"),
    BootConfiguration("The VM's boot settings are wrong"),
    BadSubscription("The subscription to events failed"),
    VtpmExists("The VM has a vTPM already"),
    TooManyMigrations("Too many disks move at once"),
    TaskCancelled("Somebody cancelled the task"),
    StorageReadOnly("The storage is read-only"),
    SnapshotLimit("The VM has too many snapshots"),
    SnapshotChainTooLong("The disk's chain of snapshots is too long"),
    SessionExpired("The session ended; it is logged in anew"),
    PluginRateLimit("A plug-in is asked too often"),
    PluginFailed("A plug-in of the hosts failed"),
    OperationNotAllowed("The pool does not allow it in this state"),
    OperationBlocked("Somebody blocked the operation on the object"),
    NoDefaultStorage("The pool has no default storage"),
    MigrationNetwork("The migration network has no address"),
    InvalidText("A text holds what the pool cannot take"),
    ForbiddenCall("A call that the operator never makes"),
    DiskInUse("The disk is in use"),
    DefaultTemplate("A default template is not deleted"),
    CpuTopology("The processors do not divide into sockets"),
    CoordinatorMoved("Another host leads the pool now"),
    ChangedBlockTracking("Changed block tracking is on"),
    CertificateUntrusted("The certificate is not trusted"),
    OutcomeUnknown("No answer came; the call may have taken effect, and the object is looked at again"),
    NotLeading("This process does not lead; nothing is written");

    private static final Map<String, Reason> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Reason::name, reason -> reason));

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** Empty for what another version of the operator wrote. */
    public static Optional<Reason> find(String word) {
        return Optional.ofNullable(BY_NAME.get(word));
    }

    /** The reason that the client's table of errors calls so; one we have no line for is {@link #UnknownError}. */
    public static Reason named(String word) {
        return BY_NAME.getOrDefault(word, UnknownError);
    }

    /** As it stands in a condition. */
    public String text() {
        return name();
    }

    /** What it means in general, without a full stop; the condition's message says what is the matter here. */
    public String sentence() {
        return sentence;
    }
}
