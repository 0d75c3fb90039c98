package io.xcpoperator.operator.image;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.kube.Deputies;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Failures;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls it is told to, in order, up to the first whose end is to be awaited. Bytes are the business of {@link
 * Imports}; what destroys looks at its disk once more before (S1).
 */
final class ImageExecutor {
    private static final Logger log = LoggerFactory.getLogger(ImageExecutor.class);

    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final Imports imports;
    private final Volumes volumes;

    ImageExecutor(Imports imports, Volumes volumes) {
        this.imports = imports;
        this.volumes = volumes;
    }

    /** What was seen first is not so any more. */
    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Changed(String message) {
            super(message);
        }
    }

    /** Two others are at work; it is woken when one ends. */
    private static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A person is to act. */
    private static final class Awaiting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Awaiting(String message) {
            super(message);
        }
    }

    /** The pod is looked for from now on. */
    private static final class Mounted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mounted(String message) {
            super(message);
        }
    }

    Outcome execute(PoolHandle pool, Owner me, List<Step> steps) {
        if (steps.isEmpty()) {
            return new Outcome.Settled();
        }
        String what = "";
        try {
            for (Step step : steps) {
                what = "%s of image %s".formatted(step.why(), step.on());
                boolean awaited = run(step.action(), pool, me);
                logged(pool, step);
                if (awaited) {
                    pool.catchUp();
                    return step.action() instanceof ImageAction.Create
                            ? new Outcome.Acted()
                            : new Outcome.Started(step.why());
                }
            }
            pool.catchUp();
            return new Outcome.Acted();
        } catch (Changed e) {
            return new Outcome.Retry(Reason.Changed, String.valueOf(e.getMessage()), Duration.ofSeconds(1));
        } catch (Awaiting e) {
            return new Outcome.Wait(Reason.AwaitingUpload, String.valueOf(e.getMessage()));
        } catch (Mounted e) {
            return new Outcome.Retry(Reason.Applying, String.valueOf(e.getMessage()), Duration.ofSeconds(1));
        } catch (Deputies.Changed _) {
            return new Outcome.Retry(Reason.Changed, "the pod changed; looked at again", Duration.ofSeconds(1));
        } catch (KubernetesClientException e) {
            return new Outcome.Until(
                    AGAIN,
                    Reason.Refused,
                    "%s: the cluster refuses it: %s"
                            .formatted(
                                    what,
                                    Optional.ofNullable(e.getStatus())
                                            .map(Status::getMessage)
                                            .orElse("no answer")));
        } catch (Full _) {
            return new Outcome.Until(AGAIN, Reason.TaskRunning, Imports.OTHERS);
        } catch (PoolException e) {
            return Failures.outcome(e, what, pool.view());
        }
    }

    private static void logged(PoolHandle pool, Step step) {
        log.atInfo()
                .addKeyValue("pool", pool.key())
                .addKeyValue("object", step.on())
                .addKeyValue("op", step.action().getClass().getSimpleName())
                .log("image");
    }

    /** Whether the rest of the steps has to wait. */
    private boolean run(ImageAction action, PoolHandle pool, Owner me) {
        switch (action) {
            case ImageAction.Await(String message) -> throw new Awaiting(message);
            case ImageAction.Mount(VolumeFile file, String message) -> {
                if (!imports.hasTurn(me.key(), me.uid())) {
                    throw new Full();
                }
                volumes.mount(me, file);
                throw new Mounted(message);
            }
            case ImageAction.Unmount _ -> volumes.unmount(me);
            case ImageAction.Fetch(Order order, Origin origin) -> {
                imports.fetch(order, origin);
                return true;
            }
            case ImageAction.Create(NewVdi vdi) -> {
                create(pool, me, vdi);
                return true;
            }
            case ImageAction.Send(VdiRef into) -> {
                send(pool, me, into);
                return true;
            }
            case ImageAction.GiveUp(Reason reason, String message) -> {
                imports.failed(me.key(), me.uid(), reason, message, false);
                return false;
            }
            case ImageAction.Whole(VdiRef vdi, String value) ->
                once(() -> pool.calls().vdi().addToOtherConfig(vdi, ImageKeys.WHOLE, value), "MAP_DUPLICATE_KEY");
            case ImageAction.Label(VdiRef vdi, AdoptAction label) -> label(pool.calls(), vdi, label);
            case ImageAction.Settle(TaskRef task) ->
                once(() -> pool.calls().task().destroy(task), "HANDLE_INVALID");
            case ImageAction.Destroy(VdiRef vdi, boolean half) -> destroy(pool, me, vdi, half);
        }
        return false;
    }

    /** What is so already is no failure: an answer was lost, or somebody was faster. */
    private static void once(Runnable call, String isSoAlready) {
        try {
            call.run();
        } catch (XapiException e) {
            if (!e.is(isSoAlready)) {
                throw e;
            }
        }
    }

    private static void label(XapiCalls calls, VdiRef vdi, AdoptAction label) {
        switch (label.verb()) {
            case REMOVE_KEY -> calls.vdi().removeFromOtherConfig(vdi, label.key());
            case SET_KEY -> {
                if (label.replaces()) {
                    calls.vdi().removeFromOtherConfig(vdi, label.key());
                }
                calls.vdi().addToOtherConfig(vdi, label.key(), label.value());
            }
            case SET_NAME -> calls.vdi().setNameLabel(vdi, label.value());
            case SET_DESCRIPTION -> calls.vdi().setNameDescription(vdi, label.value());
            case ADD_TAG -> calls.vdi().addTags(vdi, label.value());
            case REMOVE_TAG -> calls.vdi().removeTags(vdi, label.value());
        }
    }

    /** A request of an earlier round may have come through unseen: the pool is read up to now before another is sent. */
    private void create(PoolHandle pool, Owner me, NewVdi vdi) {
        XapiCalls calls = pool.calls();
        boolean there = pool.freshView().vdisOf(vdi.sr()).stream().anyMatch(other -> Identity.isUnmarkedFor(other, me));
        if (there) {
            throw new Changed("a disk for the image came to light; looked at again");
        }
        imports.made(me.uid(), calls.vdi().create(vdi));
    }

    private void send(PoolHandle pool, Owner me, VdiRef into) {
        if (!imports.send(me.uid(), into, () -> task(pool, me), pool.uploads())) {
            throw new Full();
        }
    }

    private static TaskRef task(PoolHandle pool, Owner me) {
        XapiCalls calls = pool.calls();
        TaskRef task = calls.task().create("Import of image " + me.key(), "");
        calls.task()
                .addToOtherConfig(task, OwnerMark.KEY, me.markFor(task.value()).toString());
        return task;
    }

    private static void destroy(PoolHandle pool, Owner me, VdiRef vdi, boolean half) {
        XapiCalls calls = pool.calls();
        VdiRecord record;
        try {
            record = calls.vdi().getRecord(vdi);
        } catch (XapiException e) {
            if (e.is("HANDLE_INVALID")) {
                return; // gone already
            }
            throw e;
        }
        Optional<String> not = spared(record, me, half, iso(pool, record));
        if (not.isPresent()) {
            throw new Changed(not.get());
        }
        if (!pool.freshView().vbdsOf(vdi).isEmpty()) {
            throw new Changed("a VM has disk %s now; not destroyed".formatted(record.nameLabel()));
        }
        once(() -> calls.vdi().destroy(vdi), "HANDLE_INVALID");
    }

    /** Why a disk, as it reads now, is not destroyed for this resource; empty where it is (S1). */
    static Optional<String> spared(VdiRecord record, Owner me, boolean half, boolean iso) {
        boolean marked = OwnerMark.own(record.otherConfig(), record.uuid().value())
                .filter(mark -> mark.resourceUid().equals(me.uid()))
                .isPresent();
        boolean ours = half ? Identity.isUnmarkedFor(record, me) : marked || Identity.isUnmarkedFor(record, me);
        return ours
                ? Adoptable.refusal(record, iso).map(Verdict::message)
                : Optional.of("disk %s is no longer this resource's; not touched".formatted(record.nameLabel()));
    }

    private static boolean iso(PoolHandle pool, VdiRecord vdi) {
        return pool.view().sr(vdi.sr()).filter(Storages::isIso).isPresent();
    }
}
