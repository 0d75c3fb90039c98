package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.AdoptPlan;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What brings an image to what its spec asks for: fetched, a disk made, sent, known to be whole, marked. A disk that is not
 * whole, and that this process is not filling, is destroyed first: nobody can tell what is on it. Pure.
 */
final class ImagePlanner {
    static final String NO_TOKEN = "";

    /** Where a source's own CA is named. */
    static final String CA_FIELD = "source.caBundleRef";

    private static final Duration POD_AGAIN = Duration.ofSeconds(1);
    /** Where it takes longer than a pod that finds its node. */
    private static final Duration POD_LATE = Duration.ofSeconds(15);

    private static final Duration CLAIM_AGAIN = Duration.ofSeconds(5);

    private static final VdiRef NEW = new VdiRef("new-disk");
    private static final Parcel UNKNOWN =
            new Parcel(0, 0, "new", io.xcpoperator.api.v1alpha1.image.ImageFormat.Unknown, false);

    private final Want want;
    private final PoolView view;
    private final ImageMemory memory;
    private final RunState run;
    private final Instant now;
    private final List<Step> steps = new ArrayList<>();

    ImagePlanner(Want want, PoolView view, ImageMemory memory, RunState run, Instant now) {
        this.want = want;
        this.view = view;
        this.memory = memory;
        this.run = run;
        this.now = now;
    }

    ImagePlan plan(Identity identity) {
        settle();
        return switch (identity) {
            case Identity.Refused(Verdict why) -> hindered(why);
            case Identity.There(VdiRecord vdi, List<VdiRecord> halves) -> {
                unmount();
                halves.forEach(half -> destroy(half, "a second one, made by a request that came late"));
                yield keeping(vdi);
            }
            case Identity.Absent(List<VdiRecord> halves) -> making(halves);
        };
    }

    /** The last one of this process is settled where its end is judged. */
    private void settle() {
        Optional<TaskRef> mine = switch (run) {
            case RunState.Sending(var _, var _, TaskRef task, var _) -> Optional.of(task);
            case RunState.Sent(var _, var _, TaskRef task, var _) -> Optional.of(task);
            case RunState.Idle _, RunState.Queued _, RunState.Fetching _, RunState.Fetched _, RunState.Failed _ ->
                Optional.empty();
        };
        LeftTasks.of(want.me(), view).stream()
                .filter(task -> !mine.equals(Optional.of(task)))
                .forEach(task -> step(new ImageAction.Settle(task), "an import that nobody looks at any more"));
    }

    private ImagePlan keeping(VdiRecord vdi) {
        return switch (AdoptPlan.adopt(
                want.me(), Identity.object(vdi), new Wanted(null, null, null), memory.approvals())) {
            case AdoptPlan.Refused(Reason reason, String message) ->
                ImagePlan.hindered(new Verdict.Waiting(reason, message));
            case AdoptPlan.Write(List<AdoptAction> actions) -> {
                actions.forEach(action -> step(new ImageAction.Label(vdi.ref(), action), action.why()));
                yield ImagePlan.of(steps);
            }
        };
    }

    private ImagePlan making(List<VdiRecord> halves) {
        if (!(run instanceof RunState.Idle || run instanceof RunState.Queued || run instanceof RunState.Fetching)
                && !(run instanceof RunState.Failed failed && !failed.permanent())) {
            unmount();
        }
        Optional<VdiRecord> filling = halves.stream()
                .filter(half -> into().equals(Optional.of(half.ref())))
                .findFirst();
        halves.stream()
                .filter(half -> !filling.equals(Optional.of(half)))
                .forEach(half -> destroy(half, "half an image, left behind"));
        return switch (run) {
            case RunState.Idle _ -> fromTheStart();
            case RunState.Queued(String why, Instant again) ->
                now.isBefore(again) ? working(why, Optional.of(again)) : fromTheStart();
            case RunState.Fetching(RunState.Pace pace) -> working(told(coming(), pace), Optional.empty());
            case RunState.Failed(Reason reason, String message, boolean permanent, Instant again) ->
                now.isBefore(again) && !(want.form() instanceof Want.Form.Handed)
                        ? waiting(
                                permanent ? new Verdict.Stalled(reason, message) : new Verdict.Waiting(reason, message),
                                again)
                        : fromTheStart();
            case RunState.Fetched(Parcel parcel, var _) -> fetched(parcel, filling);
            case RunState.Sending(Parcel parcel, VdiRef _, TaskRef _, RunState.Pace pace) ->
                filling.isPresent()
                        ? working(told("sending it to storage " + want.storage().nameLabel(), pace), Optional.empty())
                        : giveUp("the disk that it was sent to is gone from the pool");
            case RunState.Sent(Parcel parcel, VdiRef _, TaskRef task, String trouble) ->
                sent(parcel, filling, task, trouble);
        };
    }

    /** The disk that this process fills. */
    private Optional<VdiRef> into() {
        return switch (run) {
            case RunState.Fetched(var _, Optional<VdiRef> into) -> into;
            case RunState.Sending(var _, VdiRef into, var _, var _) -> Optional.of(into);
            case RunState.Sent(var _, VdiRef into, var _, var _) -> Optional.of(into);
            case RunState.Idle _, RunState.Queued _, RunState.Fetching _, RunState.Failed _ -> Optional.empty();
        };
    }

    private ImagePlan fromTheStart() {
        return switch (want.form()) {
            case Want.Form.Existing _ -> ImagePlan.of(steps);
            case Want.Form.Handed _ -> begun(new ImageAction.Await(askedFor()), "wait for its bytes");
            case Want.Form.FromVolume(VolumeFile file, var _, Mounting mounting) -> fromVolume(file, mounting);
            case Want.Form.FromWeb(URI url, var _, var authorities) ->
                switch (authorities.orElse(null)) {
                    case null -> fetched(new Origin.Web(url, Optional.empty()));
                    case CaBundle.Found found -> fetched(new Origin.Web(url, Optional.of(found)));
                    case CaBundle.Missing(Reason reason, String message) ->
                        hindered(new Verdict.Waiting(reason, CA_FIELD + ": " + message));
                    case CaBundle.Wrong(String message) ->
                        hindered(new Verdict.Stalled(Reason.NotSupportedYet, CA_FIELD + "." + message));
                };
        };
    }

    private ImagePlan fetched(Origin origin) {
        return begun(new ImageAction.Fetch(want.order(), origin), "fetch it from " + origin.called());
    }

    private ImagePlan begun(ImageAction first, String why) {
        step(first, why);
        create(UNKNOWN);
        deliver(NEW, UNKNOWN, "new");
        return ImagePlan.of(steps);
    }

    private String askedFor() {
        return withTheLast("waits for its bytes: kubectl xcp upload FILE ximg/%s -n %s"
                .formatted(want.me().key().name(), want.me().key().namespace()));
    }

    /** Why it failed before stays in sight while it is tried again. */
    private String withTheLast(String message) {
        return run instanceof RunState.Failed(var _, String before, var _, var _)
                ? message + " (the last time: " + before + ")"
                : message;
    }

    /** One pod at a time: what is left of another goes first. */
    private ImagePlan fromVolume(VolumeFile file, Mounting mounting) {
        return switch (mounting) {
            case Mounting.None _ -> begun(new ImageAction.Mount(file, withTheLast(Mounting.BEGUN)), "mount " + file);
            case Mounting.Hindered(Verdict why) ->
                new ImagePlan(steps, Optional.of(why), Optional.of(now.plus(CLAIM_AGAIN)));
            case Mounting.Going _ -> working(withTheLast("the pod that served the volume before is going"), soon());
            case Mounting.Coming(String message) ->
                working(
                        withTheLast(message),
                        message.equals(Mounting.BEGUN) ? soon() : Optional.of(now.plus(POD_LATE)));
            case Mounting.Serving serving -> fetched(new Origin.Volume(file, serving));
            case Mounting.Foreign _ -> {
                step(new ImageAction.Unmount(), "take away a pod that another process made");
                yield begun(new ImageAction.Mount(file, withTheLast(Mounting.BEGUN)), "mount " + file);
            }
            case Mounting.Ended _
            when run instanceof RunState.Queued(String why, var _) -> {
                unmount(); // it served nobody while others came first: no failure, and another is made in its turn
                yield working(why, soon());
            }
            case Mounting.Ended(String message) -> {
                // first, for its last words go with it
                step(new ImageAction.GiveUp(Reason.SourceUnreachable, file + ": " + message), file + ": " + message);
                step(new ImageAction.Unmount(), "take the pod away");
                yield ImagePlan.of(steps);
            }
        };
    }

    private Optional<Instant> soon() {
        return Optional.of(now.plus(POD_AGAIN));
    }

    /** What served a volume is of no more use. */
    private void unmount() {
        if (want.mounting().isThere()) {
            step(new ImageAction.Unmount(), "take the pod away");
        }
    }

    private ImagePlan hindered(Verdict why) {
        return new ImagePlan(steps, Optional.of(why), Optional.empty());
    }

    private ImagePlan fetched(Parcel parcel, Optional<VdiRecord> filling) {
        if (filling.isPresent()) {
            deliver(filling.get().ref(), parcel, filling.get().uuid().value());
            return ImagePlan.of(steps);
        }
        Optional<String> lack = Storages.lacksRoom(want.storage(), parcel);
        if (lack.isPresent()) {
            return new ImagePlan(
                    steps, Optional.of(new Verdict.Waiting(Reason.NoCapacity, lack.get())), Optional.empty());
        }
        create(parcel);
        deliver(NEW, parcel, "new");
        return ImagePlan.of(steps);
    }

    private void create(Parcel parcel) {
        var vdi = NewVdi.disk(
                want.label(),
                want.storage().ref(),
                parcel.size(),
                Map.of(ImageKeys.MADE, memory.token().orElse(NO_TOKEN)));
        step(
                new ImageAction.Create(vdi),
                "a disk in storage %s".formatted(want.storage().nameLabel()));
    }

    private void deliver(VdiRef into, Parcel parcel, String uuid) {
        step(new ImageAction.Send(into), "send the image");
        finish(into, parcel, uuid);
    }

    private void finish(VdiRef vdi, Parcel parcel, String uuid) {
        step(new ImageAction.Whole(vdi, ImageKeys.whole(uuid, parcel)), "every byte has arrived");
        step(
                new ImageAction.Label(
                        vdi,
                        new AdoptAction(
                                AdoptAction.Verb.SET_KEY,
                                OwnerMark.KEY,
                                want.me().markFor(uuid).toString(),
                                false,
                                "mark it as %s's".formatted(want.me().key()))),
                "mark it as %s's".formatted(want.me().key()));
    }

    private ImagePlan sent(Parcel parcel, Optional<VdiRecord> filling, TaskRef task, String trouble) {
        if (filling.isEmpty()) {
            return giveUp("the disk that it was sent to is gone from the pool");
        }
        VdiRecord vdi = filling.get();
        return switch (TaskState.of(view.task(task))) {
            case TaskState.Running _ ->
                working("the pool writes it to storage " + want.storage().nameLabel(), Optional.empty());
            case TaskState.Succeeded _ -> {
                finish(vdi.ref(), parcel, vdi.uuid().value());
                step(new ImageAction.Settle(task), "the import is through");
                yield ImagePlan.of(steps);
            }
            case TaskState.Failed(String code, List<String> parameters) -> {
                step(new ImageAction.Settle(task), "the import failed");
                yield failed(
                        vdi, "the pool could not take it: " + code + (trouble.isEmpty() ? "" : " (" + trouble + ")"));
            }
            case TaskState.Cancelled _ -> failed(vdi, "somebody cancelled the import");
            case TaskState.Vanished _ ->
                failed(vdi, "the pool forgot about the import" + (trouble.isEmpty() ? "" : ": " + trouble));
        };
    }

    private ImagePlan failed(VdiRecord vdi, String message) {
        destroy(vdi, "half an image, left behind");
        return giveUp(message);
    }

    private ImagePlan giveUp(String message) {
        step(new ImageAction.GiveUp(Reason.ImportFailed, message), message);
        return ImagePlan.of(steps);
    }

    private void destroy(VdiRecord vdi, String why) {
        steps.add(new Step(new ImageAction.Destroy(vdi.ref(), true), vdi.nameLabel(), why));
    }

    private void step(ImageAction action, String why) {
        steps.add(new Step(action, want.label(), why));
    }

    private ImagePlan working(String message, Optional<Instant> again) {
        return new ImagePlan(steps, Optional.of(new Verdict.Working(Reason.TaskRunning, message)), again);
    }

    private ImagePlan waiting(Verdict why, Instant again) {
        return new ImagePlan(steps, Optional.of(why), Optional.of(again));
    }

    private String coming() {
        return want.form() instanceof Want.Form.Handed ? "its bytes are coming" : "fetching";
    }

    private static String told(String what, RunState.Pace pace) {
        if (pace.rate() == 0) {
            return what;
        }
        return pace.total() > 0
                ? "%s: %d %% of %s, %s/s"
                        .formatted(what, pace.percent(), Sizes.human(pace.total()), Sizes.human(pace.rate()))
                : "%s: %s so far, %s/s".formatted(what, Sizes.human(pace.bytes()), Sizes.human(pace.rate()));
    }
}
