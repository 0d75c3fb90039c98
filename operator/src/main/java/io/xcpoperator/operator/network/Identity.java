package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.adopt.Belonging;
import io.xcpoperator.operator.platform.adopt.Existing;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.types.NetworkUuid;
import java.util.List;

/** Which network of the pool is the resource's. Pure. */
sealed interface Identity {
    String NOUN = "network";

    /** None, and none was there before: one may be made. */
    record Absent() implements Identity {}

    /**
     * This one; its mark may be missing yet, or be another's.
     *
     * @param twins made for the same resource by requests that came late, and never marked
     */
    record There(NetworkRecord network, List<NetworkRecord> twins) implements Identity {
        public There {
            twins = List.copyOf(twins);
        }
    }

    /** None may be taken, and none made. */
    record Refused(Verdict why) implements Identity {}

    static Identity find(DesiredNetwork want, PoolView view, NetworkMemory memory, String pool) {
        List<Existing> all = view.networks().stream().map(Identity::object).toList();
        var search = new Belonging.Search(
                want.me(), NOUN, "networks", "xnet", "make it again", memory.uuid(), memory.approvals(), pool);
        Belonging found = want.form() instanceof DesiredNetwork.Form.Existing(NameOrUuid which)
                ? search.adopted(which, all)
                : search.made(
                        all,
                        object -> MadeKey.isOf(object.otherConfig(), want.me().uid()));
        return switch (found) {
            case Belonging.None _ -> new Absent();
            case Belonging.This(Existing object, List<Existing> twins) ->
                new There(
                        record(object, view),
                        twins.stream().map(twin -> record(twin, view)).toList());
            case Belonging.Refused(Verdict why) -> new Refused(why);
        };
    }

    private static NetworkRecord record(Existing object, PoolView view) {
        return view.network(new NetworkUuid(object.uuid())).orElseThrow();
    }

    static Ownership of(NetworkRecord network, Owner me) {
        return Ownership.of(network.otherConfig(), network.uuid().value(), me);
    }

    /** In the words of every kind that stands for objects of a pool. */
    static Existing object(NetworkRecord network) {
        return new Existing(
                NOUN,
                network.uuid().value(),
                network.nameLabel(),
                network.nameDescription(),
                network.tags(),
                network.otherConfig());
    }
}
