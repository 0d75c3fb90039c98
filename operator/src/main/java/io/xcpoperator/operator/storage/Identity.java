package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.adopt.Belonging;
import io.xcpoperator.operator.platform.adopt.Existing;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrUuid;
import java.util.List;

/** Which storage repository of the pool is the resource's. Pure. */
sealed interface Identity {
    String NOUN = "storage repository";

    /** None, and none was there before: one may be made. */
    record Absent() implements Identity {}

    /**
     * This one; its mark may be missing yet, or be another's.
     *
     * @param twins made for the same resource by requests that came late, and never marked
     */
    record There(SrRecord storage, List<SrRecord> twins) implements Identity {
        public There {
            twins = List.copyOf(twins);
        }
    }

    /** None may be taken, and none made. */
    record Refused(Verdict why) implements Identity {}

    static Identity find(DesiredStorage want, PoolView view, StorageMemory memory, String pool) {
        List<Existing> all =
                view.srs().stream().map(storage -> object(storage, view)).toList();
        var search = new Belonging.Search(
                want.me(),
                NOUN,
                "storage repositories",
                "xsr",
                "look for it and attach or make it again",
                memory.uuid(),
                memory.approvals(),
                pool);
        Belonging found = want.form() instanceof DesiredStorage.Form.Existing(NameOrUuid which)
                ? search.adopted(which, all)
                : search.made(
                        all,
                        object ->
                                MakingText.isOf(object.description(), want.me().uid()));
        return switch (found) {
            case Belonging.None _ -> new Absent();
            case Belonging.This(Existing object, List<Existing> twins) ->
                new There(
                        record(object, view),
                        twins.stream().map(twin -> record(twin, view)).toList());
            case Belonging.Refused(Verdict why) -> new Refused(why);
        };
    }

    private static SrRecord record(Existing object, PoolView view) {
        return view.sr(new SrUuid(object.uuid())).orElseThrow();
    }

    static Ownership of(SrRecord storage, Owner me) {
        return Ownership.of(storage.otherConfig(), storage.uuid().value(), me);
    }

    /** In the words of every kind that stands for objects of a pool. Of one that is shared there is no need to say where. */
    static Existing object(SrRecord storage, PoolView view) {
        List<String> hosts = storage.shared()
                ? List.of()
                : view.pbdsOf(storage.ref()).stream()
                        .flatMap(pbd -> view.host(pbd.host()).stream())
                        .map(HostRecord::nameLabel)
                        .sorted()
                        .toList();
        return new Existing(
                NOUN,
                storage.uuid().value(),
                storage.nameLabel(),
                storage.nameDescription(),
                storage.tags(),
                storage.otherConfig(),
                hosts);
    }
}
