package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.List;
import java.util.stream.Stream;

/** One step for an image, as data: it names the XAPI calls that it makes. */
sealed interface ImageAction {
    /** The messages in order; none where only bytes come to us. */
    default List<String> calls() {
        return switch (this) {
            case Await _, Mount _, Unmount _, Fetch _, GiveUp _ -> List.of();
            case Create _ -> List.of("VDI.create");
            case Send _ -> List.of("task.create", "task.add_to_other_config", "PUT /import_raw_vdi");
            case Settle _ -> List.of("task.destroy");
            case Whole _ -> List.of("VDI.add_to_other_config");
            case Label(VdiRef _, AdoptAction action) ->
                (action.replaces() && action.verb() == AdoptAction.Verb.SET_KEY
                                ? Stream.of("VDI.remove_from_other_config", "VDI.add_to_other_config")
                                : Stream.of("VDI." + action.verb().message()))
                        .toList();
            case Destroy _ -> List.of("VDI.destroy");
        };
    }

    /** A person hands the file over, when it suits them. */
    record Await(String message) implements ImageAction {}

    /** A pod is made that serves the file on a volume; nothing of it touches the pool. */
    record Mount(VolumeFile file, String message) implements ImageAction {}

    /** That pod goes. */
    record Unmount() implements ImageAction {}

    /** The file is fetched by this process; nothing of it touches the pool. */
    record Fetch(Order order, Origin origin) implements ImageAction {}

    /** An empty disk. */
    record Create(NewVdi vdi) implements ImageAction {}

    /** What was fetched is put onto the disk that was made for it. */
    record Send(VdiRef into) implements ImageAction {}

    /** The task of an upload is of no more use. */
    record Settle(TaskRef task) implements ImageAction {}

    /** The disk is the whole image from now on. */
    record Whole(VdiRef vdi, String value) implements ImageAction {}

    /** One of our keys. */
    record Label(VdiRef vdi, AdoptAction action) implements ImageAction {}

    /**
     * A disk of ours goes.
     *
     * @param half it is not whole: what was left behind, and nobody's image
     */
    record Destroy(VdiRef vdi, boolean half) implements ImageAction {}

    /** What was fetched did not arrive; it is tried again later. */
    record GiveUp(Reason reason, String message) implements ImageAction {}
}
