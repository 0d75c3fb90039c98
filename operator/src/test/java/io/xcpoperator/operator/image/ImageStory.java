package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.operator.testing.Seeds;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A storage, an image somewhere on its way into it, and a process that brings it in, as values: what each action does to
 * them, by the facts, with uploads that fail and processes that die in between.
 */
final class ImageStory {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "debian"), "uid-1");
    private static final Owner OTHER = new Owner("c1", new ObjectKey("apps", "other"), "uid-2");
    private static final String TOKEN = ImageKeys.token(ME.uid(), "random");
    private static final Parcel PARCEL = new Parcel(4L << 20, 3L << 20, "5e1f", ImageFormat.Raw, true);
    private static final TaskRef TASK = new TaskRef("OpaqueRef:task");
    private static final VolumeFile FILE = new VolumeFile("apps", "images", "debian.img");
    private static final Mounting.Serving SERVING =
            new Mounting.Serving("pod", InetAddress.getLoopbackAddress(), 8080, "secret");

    private final Random random;
    private final Map<String, Map<String, Object>> disks = new LinkedHashMap<>();
    /** Those on which every byte of the image has arrived. */
    private final Set<String> filled = new HashSet<>();

    private final int source;
    private final boolean iso;
    final boolean destroys;
    private RunState run = new RunState.Idle();
    private Mounting mounting = new Mounting.None();
    private Optional<String> task = Optional.empty();
    private Optional<String> known = Optional.empty();
    private boolean deleting;
    private int surprisesLeft = 3;
    private int next = 1;
    /** How often all bytes went out. */
    int sent;

    ImageStory(long seed) {
        random = Seeds.random(seed);
        source = random.nextInt(3);
        iso = random.nextInt(4) == 0;
        destroys = random.nextBoolean();
        String name = ME.key().name() + (iso ? ".iso" : "");
        disk(name, Map.of());
        disk(name, Map.of(ImageKeys.MADE, ImageKeys.token(OTHER.uid(), "random")));
        String others = disk("other", Map.of(ImageKeys.MADE, ImageKeys.token(OTHER.uid(), "random")));
        keys(others).put(OwnerMark.KEY, OTHER.markFor(uuid(others)).toString());
        for (int i = random.nextInt(4); i > 1; i--) {
            half(name);
        }
        switch (random.nextInt(6)) {
            case 0 -> whole(half(name));
            case 1 -> run = new RunState.Fetched(PARCEL, Optional.empty());
            case 2 -> run = new RunState.Fetched(PARCEL, Optional.of(new VdiRef(half(name))));
            case 3 -> {
                String into = half(name);
                task = Optional.of("success");
                filled.add(into);
                run = new RunState.Sent(PARCEL, new VdiRef(into), TASK, "");
            }
            case 4 ->
                run = new RunState.Failed(
                        io.xcpoperator.operator.platform.status.Reason.ImportFailed, "before", false, NOW);
            default -> {}
        }
        if (source == 2 && random.nextBoolean()) {
            mounting = random.nextBoolean() ? new Mounting.Foreign() : SERVING;
        }
    }

    private String disk(String name, Map<String, String> otherConfig) {
        String ref = "OpaqueRef:disk-" + next;
        disks.put(
                ref,
                new HashMap<>(Map.of(
                        "uuid",
                        "disk-" + next++,
                        "name_label",
                        name,
                        "SR",
                        "OpaqueRef:sr",
                        "type",
                        "user",
                        "managed",
                        true,
                        "virtual_size",
                        4L << 20,
                        "other_config",
                        new HashMap<>(otherConfig))));
        return ref;
    }

    private String half(String name) {
        return disk(name, Map.of(ImageKeys.MADE, TOKEN));
    }

    private void whole(String ref) {
        filled.add(ref);
        keys(ref).put(ImageKeys.WHOLE, ImageKeys.whole(uuid(ref), PARCEL));
        if (random.nextBoolean()) {
            keys(ref).put(OwnerMark.KEY, ME.markFor(uuid(ref)).toString());
            known = Optional.of(uuid(ref));
        }
    }

    private Map<String, Object> get(String ref) {
        Map<String, Object> disk = disks.get(ref);
        if (disk == null) {
            throw new AssertionError("HANDLE_INVALID " + ref);
        }
        return disk;
    }

    private String uuid(String ref) {
        return (String) get(ref).get("uuid");
    }

    private Map<String, String> keys(String ref) {
        @SuppressWarnings("unchecked")
        var keys = (Map<String, String>) get(ref).get("other_config");
        return keys;
    }

    private Want want() {
        Want.Form form = switch (source) {
            case 0 ->
                new Want.Form.FromWeb(URI.create("https://example.org/x.img"), Optional.empty(), Optional.empty());
            case 1 -> new Want.Form.Handed(Optional.empty());
            default -> new Want.Form.FromVolume(FILE, Optional.empty(), mounting);
        };
        return new Want(ME, form, storage(), ImageFormat.Auto, destroys);
    }

    private SrRecord storage() {
        return SrRecord.read(
                new SrRef("OpaqueRef:sr"),
                Fields.of(Map.of(
                        "uuid", "sr-1", "name_label", "nas", "type", iso ? "iso" : "nfs", "content_type", "user")));
    }

    private PoolView view() {
        List<XapiRecord> all = new ArrayList<>();
        all.add(storage());
        disks.forEach((ref, disk) -> all.add(VdiRecord.read(new VdiRef(ref), Fields.of(disk))));
        task.ifPresent(status -> all.add(TaskRecord.read(
                TASK, Fields.of(Map.of("uuid", "task-1", "status", status, "error_info", List.of("SR_FULL"))))));
        return PoolView.of(all, MarkIndexes.all());
    }

    private Identity identity(PoolView view) {
        return Identity.find(want(), view, memory(), "home");
    }

    private ImageMemory memory() {
        return new ImageMemory(known, Optional.of(TOKEN), new Approvals(List.of()));
    }

    /** As a round has it, once what it waits for without a step has come. */
    List<Step> plan() {
        PoolView view = view();
        Identity identity = identity(view);
        if (identity instanceof Identity.There(VdiRecord vdi, var _)) {
            run = new RunState.Idle(); // as its reconciler does, and its report
            known = Optional.of(vdi.uuid().value());
        }
        return new ImagePlanner(want(), view, memory(), run, NOW).plan(identity).steps();
    }

    /** Of an image on a volume of which the pool has nothing. */
    static List<ImageAction> planOf(Mounting mounting, RunState run, Instant now) {
        var story = new ImageStory(0);
        var want = new Want(
                ME,
                new Want.Form.FromVolume(FILE, Optional.empty(), mounting),
                story.storage(),
                ImageFormat.Auto,
                true);
        return new ImagePlanner(want, story.view(), story.memory(), run, now)
                .plan(new Identity.Absent(List.of())).steps().stream()
                        .map(Step::action)
                        .toList();
    }

    void delete() {
        deleting = true;
    }

    /** The steps of the deletion's next round; empty when the resource may go. */
    List<Step> deletion() {
        PoolView view = view();
        Deletion decided = Deletion.decide(new Deletion.Case(
                new Sight.Seen(new DecidedPool(view), view, want(), identity(view)),
                memory(),
                ManagementGate.WRITE,
                false,
                Optional.empty(),
                Deletions.Cause.ASKED));
        return switch (decided) {
            case Deletion.Act(List<Step> steps) -> steps;
            case Deletion.LetGo _ -> List.of();
            case Deletion.Waits _, Deletion.AskAgain _ -> throw new AssertionError(decided);
        };
    }

    /** Does it, or fails where it must not be done; true when something else happened then. */
    boolean apply(ImageAction action) {
        switch (action) {
            case ImageAction.Await _, ImageAction.Fetch _ -> run = new RunState.Fetched(PARCEL, Optional.empty());
            case ImageAction.Mount _ -> {
                check(!mounting.isThere(), "a second pod");
                mounting = SERVING;
            }
            case ImageAction.Unmount _ -> mounting = new Mounting.None();
            case ImageAction.Create(NewVdi vdi) -> create(vdi);
            case ImageAction.Send(VdiRef into) -> {
                return send(into.value());
            }
            case ImageAction.Whole(VdiRef vdi, String value) -> {
                check(filled.contains(vdi.value()), "half an image is called whole");
                check(keys(vdi.value()).put(ImageKeys.WHOLE, value) == null, "MAP_DUPLICATE_KEY");
            }
            case ImageAction.Label(VdiRef vdi, AdoptAction label) -> label(vdi.value(), label);
            case ImageAction.Settle _ -> task = Optional.empty();
            case ImageAction.Destroy(VdiRef vdi, boolean half) -> destroy(vdi.value(), half);
            case ImageAction.GiveUp _ -> {
                run = new RunState.Failed(
                        io.xcpoperator.operator.platform.status.Reason.ImportFailed, "in vain", false, NOW);
                return true;
            }
        }
        return dies();
    }

    /** The process is gone now and then; the next one knows of nothing. */
    private boolean dies() {
        if (deleting || surprisesLeft == 0 || random.nextInt(12) > 0) {
            return false;
        }
        surprisesLeft--;
        run = new RunState.Idle();
        mounting = mounting.isThere() ? new Mounting.Foreign() : mounting;
        return true;
    }

    private void create(NewVdi vdi) {
        check(
                disks.values().stream()
                        .map(disk -> VdiRecord.read(new VdiRef("any"), Fields.of(disk)))
                        .noneMatch(disk -> Identity.isUnmarkedFor(disk, ME)),
                "a second disk");
        String ref = disk(vdi.nameLabel(), vdi.otherConfig());
        run = new RunState.Fetched(PARCEL, Optional.of(new VdiRef(ref)));
    }

    private boolean send(String into) {
        get(into);
        sent++;
        run = new RunState.Sent(PARCEL, new VdiRef(into), TASK, "");
        if (surprisesLeft > 0 && random.nextInt(4) == 0) {
            surprisesLeft--;
            task = random.nextBoolean()
                    ? Optional.of(random.nextBoolean() ? "failure" : "cancelled")
                    : Optional.empty();
            return true;
        }
        filled.add(into);
        task = Optional.of("success");
        return dies();
    }

    private void label(String ref, AdoptAction label) {
        switch (label.verb()) {
            case SET_KEY ->
                check(
                        (keys(ref).put(label.key(), label.value()) != null) == label.replaces(),
                        "MAP_DUPLICATE_KEY " + label.key());
            case REMOVE_KEY -> check(keys(ref).remove(label.key()) != null, "a call for nothing: " + label.key());
            case SET_NAME, SET_DESCRIPTION, ADD_TAG, REMOVE_TAG -> throw new AssertionError(label);
        }
    }

    private void destroy(String ref, boolean half) {
        VdiRecord record = VdiRecord.read(new VdiRef(ref), Fields.of(get(ref)));
        check(ImageExecutor.spared(record, ME, half, iso).isEmpty(), "another's disk is destroyed");
        disks.remove(ref);
    }

    private boolean isOthers(String ref) {
        return !keys(ref).getOrDefault(ImageKeys.MADE, "").startsWith(ME.uid() + "/");
    }

    /** Everything that is not this image's. */
    List<String> others() {
        return disks.keySet().stream()
                .filter(this::isOthers)
                .filter(ref -> !filled.contains(ref))
                .map(ref -> ref + get(ref))
                .toList();
    }

    List<String> mine() {
        return disks.keySet().stream()
                .filter(ref -> !isOthers(ref)
                        || ME.markFor(uuid(ref)).toString().equals(keys(ref).get(OwnerMark.KEY)))
                .toList();
    }

    /** Whole images that carry no key of ours any more. */
    long letGo() {
        return filled.stream()
                .filter(disks::containsKey)
                .filter(ref -> keys(ref).isEmpty())
                .count();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
