package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.CallsOn;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.operator.platform.secrets.Secrets;
import io.xcpoperator.operator.platform.status.Failures;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.Secret;
import io.xcpoperator.xapi.calls.PbdTasks;
import io.xcpoperator.xapi.calls.SrTasks;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NewPbd;
import io.xcpoperator.xapi.records.NewSecret;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.SecretRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls it is told to, in order, up to the first that fails, that is a task, or that makes what the next ones
 * need. What takes something away or writes over it looks once more before (S1). Passwords are looked up here and
 * nowhere else.
 */
final class StorageExecutor {
    private static final Logger log = LoggerFactory.getLogger(StorageExecutor.class);

    private final Secrets secrets;

    StorageExecutor(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What was seen first is not so any more. */
    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Changed(String message) {
            super(message);
        }
    }

    /** One round. */
    private record Turn(PoolHandle pool, XapiCalls calls, Optional<SrRecord> storage, Owner me, long generation) {
        SrRef sr() {
            return storage.orElseThrow().ref();
        }

        SrTasks tasks(String subject) {
            return calls.tasks(TaskMark.of(me, generation, subject)).sr();
        }

        PbdTasks plugging(String subject) {
            return calls.tasks(TaskMark.of(me, generation, subject)).pbd();
        }
    }

    Outcome execute(PoolHandle pool, Optional<SrRecord> storage, List<Step> steps, Owner me, long generation) {
        if (steps.isEmpty()) {
            return new Outcome.Settled();
        }
        String what = "";
        try {
            var turn = new Turn(pool, pool.calls(), storage, me, generation);
            for (Step step : steps) {
                what = "change storage repository %s (%s)".formatted(step.on(), step.why());
                run(step.action(), turn);
                logged(pool, step);
                if (step.action().isTask()) {
                    pool.catchUp();
                    return new Outcome.Started(step.why());
                }
                if (step.action() instanceof StorageAction.Introduce) {
                    break;
                }
            }
            pool.catchUp();
            return new Outcome.Acted();
        } catch (Changed e) {
            return new Outcome.Retry(Reason.Changed, String.valueOf(e.getMessage()), Duration.ofSeconds(1));
        } catch (PoolException e) {
            return Failures.outcome(e, what, pool.view());
        }
    }

    private static void logged(PoolHandle pool, Step step) {
        log.atInfo()
                .addKeyValue("pool", pool.key())
                .addKeyValue("object", step.on())
                .addKeyValue("op", step.action().calls().getLast())
                .log("storage changed");
    }

    private void run(StorageAction action, Turn turn) {
        XapiCalls calls = turn.calls();
        switch (action) {
            case StorageAction.Settle(TaskRef task) -> gone(() -> calls.task().destroy(task));
            case StorageAction.Probe(HostRef host, Backing backing) ->
                turn.tasks(TaskMark.probing(backing)).probe(host, config(backing), backing.type(), Map.of());
            case StorageAction.Create create -> create(create, turn);
            case StorageAction.Introduce found -> introduce(found, calls);
            case StorageAction.Label(AdoptAction label) -> new CallsOn<>(calls.sr(), turn.sr()).call(label);
            case StorageAction.Connect connect -> {
                LeftSecrets.destroy(calls.secret(), turn.me());
                connect(connect, turn);
            }
            case StorageAction.Plug(PbdRef pbd, String uuid) -> {
                LeftSecrets.destroy(calls.secret(), turn.me());
                gone(() -> turn.plugging(TaskMark.plugging(uuid)).plug(pbd));
            }
            case StorageAction.Unplug(PbdRef pbd, String _) -> gone(() -> unplug(pbd, turn));
            case StorageAction.Scan _ -> turn.tasks(TaskMark.SCAN).scan(turn.sr());
            case StorageAction.Forget(SrRef storage) -> {
                LeftSecrets.destroy(calls.secret(), turn.me());
                gone(() -> forget(storage, turn));
            }
            case StorageAction.Destroy(SrRef storage) -> {
                LeftSecrets.destroy(calls.secret(), turn.me());
                gone(() -> destroy(storage, turn));
            }
        }
    }

    /** A request of an earlier round may have come through unseen: the pool is read up to now before another is sent. */
    private void create(StorageAction.Create create, Turn turn) {
        PoolView now = turn.pool().freshView();
        boolean there = now.srs().stream()
                .anyMatch(storage -> MakingText.isOf(storage, turn.me().uid())
                        || Identity.of(storage, turn.me()) instanceof Ownership.Ours);
        boolean coming = now.tasks().stream()
                .filter(task -> TaskState.of(task) instanceof TaskState.Running)
                .anyMatch(task -> TaskMark.isNobodys(task)
                        || (TaskMark.isOf(task, turn.me())
                                && TaskMark.subject(task).equals(TaskMark.MAKE)));
        if (there || coming) {
            throw new Changed("an earlier request for the storage repository came through, or may; looking again");
        }
        Backing backing = create.backing();
        turn.tasks(TaskMark.MAKE)
                .create(
                        create.host(),
                        config(backing),
                        0,
                        create.name(),
                        create.description(),
                        backing.type(),
                        backing.contentType(),
                        backing.shared(),
                        Map.of());
    }

    private static void introduce(StorageAction.Introduce found, XapiCalls calls) {
        Backing backing = found.backing();
        try {
            calls.sr()
                    .introduce(
                            found.uuid(),
                            found.name(),
                            found.description(),
                            backing.type(),
                            backing.contentType(),
                            backing.shared(),
                            Map.of());
        } catch (XapiException e) {
            if (!e.is("SR_UUID_EXISTS")) {
                throw e;
            }
        }
    }

    /** The pool gives each connection a copy of the secret that it is created with, so that ours is not needed after. */
    private void connect(StorageAction.Connect connect, Turn turn) {
        PbdRef pbd;
        if (connect.needsSecret()) {
            Backing.Login login = connect.backing().login().orElseThrow();
            SecretLookup.Found found = found(login);
            SecretRef secret = turn.calls()
                    .secret()
                    .create(new NewSecret(new Secret(value(found, "password", login)), LeftSecrets.marks(turn.me())));
            try {
                var config = new HashMap<>(connect.backing().config());
                config.put(login.userKey(), value(found, "username", login));
                config.put(
                        login.passwordKey() + "_secret", turn.calls().secret().getUuid(secret));
                pbd = created(connect.host(), config, turn);
            } finally {
                turn.calls().secret().destroy(secret);
            }
        } else {
            pbd = created(
                    connect.host(),
                    connect.config().isEmpty() ? connect.backing().config() : connect.config(),
                    turn);
        }
        turn.plugging(TaskMark.plugging(turn.calls().pbd().getRecord(pbd).uuid().value()))
                .plug(pbd);
    }

    private static PbdRef created(HostRef host, Map<String, String> config, Turn turn) {
        try {
            return turn.calls().pbd().create(new NewPbd(host, turn.sr(), config, Map.of()));
        } catch (XapiException e) {
            if (e.is("PBD_EXISTS")) {
                throw new Changed("the host is connected by now; looking again");
            }
            throw e;
        }
    }

    private Map<String, String> config(Backing backing) {
        if (backing.login().isEmpty()) {
            return backing.config();
        }
        Backing.Login login = backing.login().get();
        SecretLookup.Found found = found(login);
        var config = new HashMap<>(backing.config());
        config.put(login.userKey(), value(found, "username", login));
        config.put(login.passwordKey(), value(found, "password", login));
        return config;
    }

    private SecretLookup.Found found(Backing.Login login) {
        if (secrets.find(login.secret()) instanceof SecretLookup.Found found) {
            return found;
        }
        throw new Changed("Secret %s cannot be read any more".formatted(login.secret()));
    }

    private static String value(SecretLookup.Found found, String key, Backing.Login login) {
        return found.value(key)
                .orElseThrow(() -> new Changed("Secret %s has no key %s any more".formatted(login.secret(), key)));
    }

    private static void unplug(PbdRef pbd, Turn turn) {
        PbdRecord record = turn.calls().pbd().getRecord(pbd);
        requireOurs(record.sr(), turn);
        turn.plugging(TaskMark.TAKE_AWAY).unplug(pbd);
    }

    private static void forget(SrRef storage, Turn turn) {
        requireOurs(storage, turn);
        PoolView now = turn.pool().freshView();
        if (now.vdisOf(storage).stream()
                .anyMatch(disk -> !now.vbdsOf(disk.ref()).isEmpty())) {
            throw new Changed("a VM uses the storage repository now; not forgotten");
        }
        turn.tasks(TaskMark.TAKE_AWAY).forget(storage);
    }

    private static void destroy(SrRef storage, Turn turn) {
        SrRecord record = requireOurs(storage, turn);
        if (!CreatedKey.isOn(record)) {
            throw new Changed("the storage repository was not created by this operator; not wiped");
        }
        if (!turn.pool().freshView().vdisOf(storage).isEmpty()) {
            throw new Changed("something is in the storage repository now; not wiped");
        }
        turn.tasks(TaskMark.TAKE_AWAY).destroy(storage);
    }

    private static SrRecord requireOurs(SrRef storage, Turn turn) {
        SrRecord record = turn.calls().sr().getRecord(storage);
        boolean ours = Identity.of(record, turn.me()) instanceof Ownership.Ours
                || (Identity.of(record, turn.me()) instanceof Ownership.Unmarked
                        && MakingText.isOf(record, turn.me().uid()));
        if (!ours) {
            throw new Changed(
                    "storage repository %s is no longer this resource's; not touched".formatted(record.nameLabel()));
        }
        return record;
    }

    /** What is not there any more need not go. */
    private static void gone(Runnable call) {
        try {
            call.run();
        } catch (XapiException e) {
            if (!e.is("HANDLE_INVALID")) {
                throw e;
            }
        }
    }
}
